using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components.Searches;

namespace ExperimentRunner.Tests.Runner.Sweeps.Spaces;

public sealed class AlternativeTests
{
    [Fact]
    public void A_grid_in_an_alternative_crosses_the_points_of_that_alternative_alone()
    {
        using var made = new MadeConfig("""
            sweep:
              search: {type: random, trials: 4}
              space:
                model:
                  choice:
                    - {type: mlp, widths: [8], dropout: grid(0, 0.5)}
                    - convnet
            """);
        var plan = made.Plan().Plan!;

        Values(plan.TrialsOf(new SearchPoint([0.1]))).Should().Equal("model=mlp model.dropout=0", "model=mlp model.dropout=0.5");
        Values(plan.TrialsOf(new SearchPoint([0.9]))).Should().Equal("model=convnet");
    }

    [Fact]
    public void Alternatives_that_are_a_grid_are_all_tried_with_ranges_of_their_own()
    {
        using var made = new MadeConfig("""
            sweep:
              search: {type: random, trials: 4}
              space:
                model:
                  grid:
                    - {type: mlp, dropout: uniform(0, 0.5)}
                    - {type: convnet, hidden: int(16, 31)}
            """);
        var plan = made.Plan().Plan!;

        plan.Count.Should().Be(7, "two of the four points have one convnet in common");
        plan.Space.Dimensions.Select(dimension => (dimension.Name, dimension.When)).Should().Equal(("model.dropout", null), ("model.hidden", null));
        Values(plan.TrialsOf(new SearchPoint([0.5, 0.5]))).Should().Equal("model=mlp model.dropout=0.25", "model=convnet model.hidden=24");
    }

    [Fact]
    public void An_alternative_within_an_alternative_depends_on_both()
    {
        using var made = new MadeConfig("""
            sweep:
              search: {type: random, trials: 4}
              space:
                optimizer:
                  choice:
                    - {type: sgd, momentum: {choice: [0, 0.9]}}
                    - {type: adam, lr: 0.001}
                schedule:
                  choice: [constant, {type: cosine, warmup: choice(0ep, 1ep)}]
            """);
        made.Plan().Plan!.Space.Dimensions.Select(dimension => (dimension.Name, dimension.When)).Should().Equal(
            ("optimizer", null), ("optimizer.momentum", new SearchCondition(0, 0)), ("schedule", null), ("schedule.warmup", new SearchCondition(2, 1)));
    }

    [Fact]
    public void On_one_line_alternatives_stand_in_quotes() => MadeConfig.Values(
        """sweep: {space: {model: "choice({type: mlp, widths: [8], dropout: grid(0, 0.5)}, convnet)"}}""").Should().Equal(
        "model=mlp model.dropout=0", "model=mlp model.dropout=0.5", "model=convnet");

    [Fact]
    public void Alternatives_come_from_files_and_from_the_command_line()
    {
        using var made = new MadeConfig("""
            sweep:
              space:
                model: {choice: [{extends: net.yaml}, {type: mlp, widths: [8]}]}
            """);
        made.WriteBeside("net.yaml", "type: convnet\nhidden: int(16, 17)\n");

        Values(made.Plan("optimizer={type: adam, lr: 'choice(0.1, 0.2)'},sgd").Plan!.Samples).Should().Equal(
            "model=convnet model.hidden=16 optimizer=adam optimizer.lr=0.1", "model=convnet model.hidden=16 optimizer=adam optimizer.lr=0.2",
            "model=convnet model.hidden=16 optimizer=sgd",
            "model=convnet model.hidden=17 optimizer=adam optimizer.lr=0.1", "model=convnet model.hidden=17 optimizer=adam optimizer.lr=0.2",
            "model=convnet model.hidden=17 optimizer=sgd",
            "model=mlp optimizer=adam optimizer.lr=0.1", "model=mlp optimizer=adam optimizer.lr=0.2", "model=mlp optimizer=sgd");
    }

    [Fact]
    public void What_the_command_line_sets_holds_inside_every_alternative()
    {
        using var made = new MadeConfig("""
            sweep:
              space:
                model:
                  choice:
                    - {type: mlp, widths: [8], dropout: grid(0, 0.5)}
                    - {type: mlp, widths: [16], dropout: 0.1}
            """);
        var trials = made.Plan("model.dropout=0.3").Plan!.Samples;
        trials.Select(trial => trial.Experiment.Arguments.Single(argument => argument.Key == "model.dropout").Value).Should().Equal("0.3", "0.3");
    }

    [Fact]
    public void The_base_need_not_be_whole_where_alternatives_are()
    {
        using var made = new MadeConfig("sweep: {space: {optimizer: {choice: [{type: sgd, lr: 0.1}, {type: adam, lr: 0.2}]}}}") { Without = "optimizer:" };
        Values(made.Plan().Plan!.Samples).Should().Equal("optimizer=sgd", "optimizer=adam");
    }

    [Fact]
    public void A_reference_in_a_range_takes_the_value_of_the_trial()
    {
        using var made = new MadeConfig("sweep: {space: {train.batch_size: 'grid(8, 16)', split.seed: 'choice(${train.batch_size}, 3)'}}");
        made.Plan().Plan!.Samples.Select(trial => ((Stratified)trial.Experiment.Experiment.Split).Seed).Should().Equal(8, 3, 16, 3);
    }

    [Fact]
    public void A_child_takes_a_range_back_with_null()
    {
        using var made = new MadeConfig("extends: parent.yaml\nsweep: {space: {optimizer.lr: null}}");
        made.WriteBeside("parent.yaml", "sweep: {space: {optimizer.lr: 'grid(1, 2)', train.batch_size: 'grid(8, 16)'}}");
        Values(made.Plan().Plan!.Samples).Should().Equal("train.batch_size=8", "train.batch_size=16");
    }

    private static IEnumerable<string> Values(IEnumerable<ExperimentRunner.Sweeps.PlannedTrial> trials) => trials.Select(trial => trial.Values);
}
