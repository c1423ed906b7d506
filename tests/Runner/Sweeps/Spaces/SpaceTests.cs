using CsCheck;
using ExperimentRunner.Commands;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Experiments;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Tests.Runner.Sweeps.Spaces;

public sealed class SpaceTests
{
    [Fact]
    public void Ranges_of_the_file_and_of_the_command_line_are_one_space() => MadeConfig.Values(
        """
        sweep:
          space:
            optimizer.lr: grid(0.1, 0.2)
            model.dropout: step(0, 0.5, 0.25)
        """,
        "train.batch_size=8,16", "model.dropout=0.3").Should().Equal(
        "optimizer.lr=0.1 train.batch_size=8", "optimizer.lr=0.1 train.batch_size=16", "optimizer.lr=0.2 train.batch_size=8", "optimizer.lr=0.2 train.batch_size=16");

    [Fact]
    public void A_range_of_the_command_line_replaces_one_of_the_file() =>
        MadeConfig.Values("sweep: {space: {optimizer.lr: 'grid(0.1, 0.2)'}}".Replace("'", "", StringComparison.Ordinal), "optimizer.lr=int(1, 3)")
            .Should().Equal("optimizer.lr=1", "optimizer.lr=2", "optimizer.lr=3");

    [Fact]
    public void An_alternative_brings_ranges_of_its_own() => MadeConfig.Values(
        """
        sweep:
          space:
            model:
              choice:
                - {type: mlp, widths: [8], dropout: grid(0, 0.5)}
                - {type: convnet, hidden: {choice: [16, 32]}}
            augmentation.random_crop.padding: grid(1, 2)
        """).Should().Equal(
        "model=mlp model.dropout=0 augmentation.random_crop.padding=1", "model=mlp model.dropout=0 augmentation.random_crop.padding=2",
        "model=mlp model.dropout=0.5 augmentation.random_crop.padding=1", "model=mlp model.dropout=0.5 augmentation.random_crop.padding=2",
        "model=convnet model.hidden=16 augmentation.random_crop.padding=1", "model=convnet model.hidden=16 augmentation.random_crop.padding=2",
        "model=convnet model.hidden=32 augmentation.random_crop.padding=1", "model=convnet model.hidden=32 augmentation.random_crop.padding=2");

    [Fact]
    public void Seeds_and_grids_cross_every_point_of_another_search()
    {
        using var made = new MadeConfig("""
            sweep:
              search: {type: random, trials: 3}
              seeds: 2
              space:
                optimizer.lr: log_uniform(0.01, 0.1)
                train.batch_size: grid(8, 16)
            """);
        var plan = made.Plan().Plan!;

        plan.Count.Should().Be(12);
        plan.TrialsOf(new SearchPoint([0.5])).Select(trial => trial.Values).Should().Equal(
            "optimizer.lr=0.0316228 train.batch_size=8 train.seed=3", "optimizer.lr=0.0316228 train.batch_size=8 train.seed=4",
            "optimizer.lr=0.0316228 train.batch_size=16 train.seed=3", "optimizer.lr=0.0316228 train.batch_size=16 train.seed=4");
        plan.TrialsOf(new SearchPoint([0.5]))[3].Experiment.Experiment.Train.Seed.Should().Be(4);
    }

    [Fact]
    public void Points_where_a_constraint_does_not_hold_are_passed_over() => MadeConfig.Values(
        """
        sweep:
          where: ["train.batch_size * optimizer.lr <= 2 and not optimizer.momentum > 0.5", "model == mlp"]
          space:
            train.batch_size: choice(10, 20)
            optimizer.lr: choice(0.1, 0.2)
            optimizer.momentum: choice(0, 0.9)
        """).Should().Equal(
        "train.batch_size=10 optimizer.lr=0.1 optimizer.momentum=0", "train.batch_size=10 optimizer.lr=0.2 optimizer.momentum=0",
        "train.batch_size=20 optimizer.lr=0.1 optimizer.momentum=0");

    [Fact]
    public void Both_ends_of_whole_numbers_are_reached()
    {
        MadeConfig.Values("sweep: {space: {train.batch_size: int(7, 9)}}").Should().Equal("train.batch_size=7", "train.batch_size=8", "train.batch_size=9");
        MadeConfig.Values("sweep: {space: {model.dropout: step(0, 0.3, 0.1)}}").Should().Equal("model.dropout=0", "model.dropout=0.1", "model.dropout=0.2", "model.dropout=0.3");
    }

    [Fact]
    public void A_trial_comes_back_from_its_params_and_from_its_YAML()
    {
        using var made = new MadeConfig("""
            sweep:
              search: {type: random, trials: 1}
              space:
                optimizer.lr: log_uniform(1e-6, 1)
                train.batch_size: log_int(1, 512)
                model: {choice: [{type: mlp, widths: "choice([8], [16, 8])", dropout: uniform(0, 0.9)}, {type: convnet, hidden: int(8, 64)}]}
                schedule: 'choice(constant, {type: cosine, warmup: 1ep})'
                augmentation.random_crop.padding: step(0, 4, 2)
            """);
        var (planned, mistakes) = made.Plan();
        mistakes.Should().BeEmpty();
        var plan = planned!;
        Gen.Double[0, 1].Where(coordinate => coordinate < 1).Array[plan.Space.Dimensions.Count].Sample(
            coordinates =>
            {
                var trial = plan.TrialsOf(new SearchPoint(coordinates)).Single();
                made.WriteBeside("again.yaml", trial.Experiment.Text);
                var again = ExperimentFiles.Load(made.Beside("again.yaml"), []);
                var fromParams = ExperimentFiles.Load(made.Path, [.. trial.Experiment.Arguments.Select(argument => $"{argument.Key}={argument.Value}"), "sweep=null"]);

                ExperimentFiles.Describe(made.Path, again).Identity.Should().Be(trial.Experiment.Identity);
                ExperimentFiles.Describe(made.Path, fromParams).Identity.Should().Be(trial.Experiment.Identity);
            },
            iter: 50, threads: 1);
    }

    [Fact]
    public void The_same_space_gives_the_same_trials()
    {
        const string Sweep = "sweep: {search: {type: random, trials: 5}, space: {optimizer.lr: log_uniform(1e-6, 1), model.dropout: uniform(0, 0.5)}}";
        MadeConfig.Values(Sweep).Should().Equal(MadeConfig.Values(Sweep));
    }

    [Fact]
    public void A_grid_too_large_to_bind_is_counted()
    {
        using var made = new MadeConfig("""
            sweep:
              seeds: 3
              space:
                split.seed: int(1, 100)
                model: {choice: [{type: mlp, widths: [8], dropout: step(0, 0.8, 0.1)}, convnet]}
                train.batch_size: int(1, 20)
            """);
        var plan = made.Plan().Plan!;
        plan.Count.Should().Be(100 * (9 + 1) * 20 * 3);
        plan.Samples.Should().HaveCountLessThan(1_000, "the first points and the corners stand for all");
    }

    [Fact]
    public void One_constraint_needs_no_list() => MadeConfig.Values(
        "sweep: {where: train.batch_size * 2 <= 32, space: {train.batch_size: grid(8, 16, 32)}}").Should().Equal("train.batch_size=8", "train.batch_size=16");

    [Fact]
    public void The_objective_is_the_monitor_of_trials_that_have_none()
    {
        using var made = new MadeConfig("sweep: {objective: minimize val/loss, space: {train.batch_size: grid(8, 16)}}");
        made.Plan().Plan!.Samples[0].Experiment.Experiment.Train.Monitor.Should().Be("minimize val/loss");
        made.Plan("train.monitor=val/accuracy").Plan!.Samples[0].Experiment.Experiment.Train.Monitor.Should().Be("val/accuracy");
        made.Plan().Plan!.Samples[0].Experiment.Experiment.Sweep.Should().BeNull();
    }

    [Fact]
    public void A_larger_budget_is_the_same_sweep_and_another_range_is_not()
    {
        static string Key(string trials, string range)
        {
            using var made = new MadeConfig($"sweep: {{search: {{type: random, trials: {trials}}}, space: {{optimizer.lr: {range}}}}}");
            return made.Plan().Plan!.Key;
        }

        Key("3", "uniform(0.1, 1)").Should().Be(Key("30", "uniform(0.1, 1)")).And.NotBe(Key("3", "uniform(0.1, 2)"));
    }
}
