using ExperimentRunner.Tests.Golden;

namespace ExperimentRunner.Tests.Runner.Sweeps.Spaces;

/// <summary>What is said of mistakes in a sweep; the golden file has all of it.</summary>
public sealed class SweepMistakesTests
{
    private static readonly (string Name, string Sweep, string[] Arguments)[] Cases =
    [
        ("an unknown range", "sweep: {space: {optimizer.lr: log_unifrm(1e-4, 1)}}", []),
        ("wrong numbers", "sweep: {search: {type: random, trials: 2}, space: {optimizer.lr: log_uniform(0, 1), model.dropout: uniform(1, 0), train.batch_size: int(1.5, 2), optimizer.momentum: uniform(0, x), optimizer.weight_decay: step(0, 1)}}", []),
        ("values that are no range", "sweep:\n  space:\n    optimizer.lr: 0.1\n    model.widths: [8, 16]\n    model.dropout: choice()", []),
        ("an unknown argument and component", "sweep:\n  space:\n    model.hiden: int(1, 4)\n    optimizer: choice(adam, adamww)\n    model.dropout: grid(0, 2)", []),
        ("an argument that an alternative lacks", "sweep:\n  space:\n    model:\n      choice:\n        - {type: mlp, widths: [8]}\n        - {type: convnet}\n    model.hidden: grid(16, 32)", []),
        ("a continuous range in a grid", "sweep: {space: {optimizer.lr: uniform(0, 1)}}", []),
        ("constraints", "sweep:\n  where:\n    - train.batch_size <=\n    - optimizer.lrr < 1\n    - model + 1 < 2\n    - (1 < 2\n  space:\n    train.batch_size: grid(8, 16)", []),
        ("a constraint that nothing meets", "sweep: {where: [train.batch_size > 100], space: {train.batch_size: grid(8, 16)}}", []),
        ("an objective that is not measured", "sweep: {objective: val/acuracy, space: {train.batch_size: grid(8, 16)}}", []),
        ("a pruner that does not fit", "sweep: {pruner: {type: asha, min: 20ep}, space: {train.batch_size: grid(8, 16)}}", []),
        ("an unknown search", "sweep: {search: {type: rando, trials: 3}, space: {train.batch_size: grid(8, 16)}}", []),
        ("nothing to vary", "sweep: {search: grid}", []),
        ("mistakes on the command line", "", ["optimizer.lr=0.1,,0.2", "model.dropout=unifrm(0, 1)", "trian.seed=1,2"]),
    ];

    [Fact]
    public void Every_mistake_has_its_place_and_what_to_do() => GoldenFile.Check(
        string.Join('\n', Cases.Select(mistake =>
        {
            using var made = new MadeConfig(mistake.Sweep);
            var (plan, text) = made.Plan(mistake.Arguments);
            plan.Should().BeNull(mistake.Name);
            return $"# {mistake.Name}\n{text}";
        })),
        "sweep-mistakes.txt");
}
