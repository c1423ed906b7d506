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
        ("an objective that prefers the worst, and a pruner in other units", "sweep: {objective: minimize val/accuracy, pruner: {type: asha, min: 100it}, space: {train.batch_size: grid(8, 16)}}", []),
        ("an unknown search", "sweep: {search: {type: rando, trials: 3}, space: {train.batch_size: grid(8, 16)}}", []),
        ("nothing to vary", "sweep: {search: grid}", []),
        ("ranges that are nearly right", "sweep:\n  space:\n    optimizer.lr: uniform(0, 1\n    model.dropout: Uniform(0, 1)\n    train.batch_size: gaussian(1, 2)\n    optimizer.momentum: 0.1, 0.2\n    optimizer.weight_decay: step(0, 1, 0)\n    split.seed: int(1, 2.5)", []),
        ("ranges that are too large", "sweep:\n  space:\n    optimizer.lr: uniform(-1e308, 1e308)\n    model.dropout: step(0, 1, 1e-9)\n    train.batch_size: int(1, 1e16)\n    optimizer.momentum: normal(0, 0)\n    optimizer.weight_decay: uniform(1, 1)", []),
        ("a value in two lines", "sweep:\n  space:\n    optimizer: choice(adam,\n      adamww)", []),
        ("two ranges for one argument", "sweep:\n  space:\n    model: {choice: [{type: mlp, dropout: grid(0, 0.1)}, {type: convnet}]}\n    model.dropout: grid(0.2, 0.3)", []),
        ("seeds twice", "sweep: {seeds: 2, space: {train.seed: grid(1, 2)}}", []),
        ("a space that is none", "sweep: {space: [optimizer.lr]}", []),
        ("an address that is none", "sweep: {space: {optimizer..lr: grid(1, 2), model: {choice: mlp}}}", []),
        ("an item of a list that is not there", "sweep: {space: {augmentation.cutout.size: grid(1, 2)}}", []),
        ("mistakes inside of alternatives", "sweep:\n  space:\n    model:\n      choice:\n        - {type: mlp, dropout: uniform(0, 2, 3)}\n        - {type: convnett}\n        - {type: mlp, widths: [int(8, 16)]}", []),
        ("a mistake of the base", "optimizerr: sgd\nsweep: {space: {train.batch_size: grid(8, 16)}}", []),
        ("words in constraints", "sweep:\n  where:\n    - optimiser == sgd\n    - model.type == \"mlp\"\n    - train.batch_size/2 < 10\n    - {a: b}\n  space: {train.batch_size: grid(8, 16)}", []),
        ("constraints of which one is too strict", "sweep:\n  where: [train.batch_size > 4, train.batch_size * 2 == 15]\n  space: {train.batch_size: grid(8, 16)}", []),
        ("what changes nothing", "sweep: {space: {name: grid(a, b), train.log_every: grid(1it, 2it), train.batch_size: grid(8, 16), sweep.seeds: grid(1, 2)}}", []),
        ("a value twice", "sweep: {space: {optimizer.lr: grid(0.1, 0.2, 0.1), model: {choice: [{type: mlp, widths: [8]}, {type: mlp, widths: [8]}]}}}", []),
        ("the same value in other words", "sweep: {space: {optimizer.lr: grid(0.1, 1e-1)}}", []),
        ("devices that are none", "sweep: {devices: 'cuda, gpu:1', space: {train.batch_size: grid(8, 16)}}", []),
        ("an argument that is no override", "sweep: {space: {train.batch_size: grid(8, 16)}}", ["lr"]),
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
