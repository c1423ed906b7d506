using ExperimentRunner.Tests.Runner.Sweeps.Spaces;

namespace ExperimentRunner.Tests.Runner.Sweeps.Planning;

/// <summary>How many trials a sweep will have, and which of those that are bound before are its own.</summary>
public sealed class SampledTrialsTests
{
    [Theory]
    [InlineData("{type: random, trials: 16}", "uniform(0, 0.5)", 16)]
    [InlineData("{type: sobol, trials: 16}", "uniform(0, 0.5)", 16)]
    [InlineData("{type: random, trials: 16}", "choice(0, 0.1, 0.2)", 3)]
    [InlineData("grid", "choice(0, 0.1, 0.2)", 3)]
    public void Corners_and_repetitions_are_bound_and_are_no_trials_of_the_sweep(string search, string dropout, int trials)
    {
        using var made = new MadeConfig($"sweep: {{search: {search}, space: {{model.dropout: \"{dropout}\"}}}}");
        var plan = made.Plan().Plan!;
        plan.Count.Should().Be(trials);
        plan.Samples.Count(trial => !trial.IsExtra).Should().Be(trials);
        plan.Samples.Where(trial => !trial.IsExtra).Select(trial => trial.Experiment.Identity).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Points_that_break_a_condition_are_no_trials_and_do_not_count_against_the_budget()
    {
        using var made = new MadeConfig("sweep: {search: {type: random, trials: 16}, space: {model.dropout: \"uniform(0, 0.9)\"}, where: model.dropout < 0.5}");
        var plan = made.Plan().Plan!;
        plan.Count.Should().Be(16);
        plan.Samples.Count(trial => !trial.IsExtra).Should().Be(16);
    }

    [Fact]
    public void Where_not_all_trials_are_bound_their_number_is_known()
    {
        using var made = new MadeConfig("sweep: {search: {type: random, trials: 1000}, space: {model.dropout: \"uniform(0, 0.9)\"}}");
        var plan = made.Plan().Plan!;
        plan.Count.Should().Be(1000);
        plan.Samples.Count(trial => !trial.IsExtra).Should().BeInRange(50, 200);
    }
}
