using CsCheck;
using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Golden;
using ExperimentRunner.Tests.Registry.Sample;

namespace ExperimentRunner.Tests.Registry.Binding;

public sealed class ConfigWriterTests
{
    private static readonly ComponentRegistry Registry = SampleRegistry.Create();

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf("none", "null", "true", "1e-3", "", " x ", "a: b", "#c", "${x}", "$${env:Y}", "- a", "a\nb", "\"q\"", "it's", "😀 値", "~", "...", "---", "a\\b", "\u2028", "\t", "i(3", "x)"),
        Gen.String.Where(s => s.All(c => !char.IsSurrogate(c) && c is not ('\0' or '\uFFFE' or '\uFFFF'))));

    private static readonly Gen<double> Number = Gen.OneOf(Gen.Double[0, 1e6], Gen.OneOf(0.0, 1e-300, 1e300, 0.1));

    private static readonly Gen<ISampleOptimizer> Optimizer = Gen.OneOf<ISampleOptimizer>(
        Gen.Select(Gen.Double[1e-9, 10], Gen.Double[0, 1], Gen.Bool).Select((lr, m, n) => new SampleSgd { LearningRate = lr, Momentum = m, Nesterov = n }),
        Number.Select(lr => new SampleAdam { LearningRate = lr }),
        Number.Select(lr => new SampleAdamW { LearningRate = lr }));

    private static readonly Gen<ISampleModel> Model = Gen.OneOf<ISampleModel>(
        Gen.Select(Gen.Int[1, 4096].Array[1, 3], Gen.Double[0, 0.99].Nullable(), Text).Select((w, d, a) => new SampleConvNet { Widths = w, Dropout = d, Activation = a }),
        Gen.Select(Gen.Int[1, 99], Text.Null(), Gen.Long).Select((w, n, p) => new SampleMlp { Width = w, Note = n, Parameters = p }));

    private static readonly Gen<SampleTrain> Train = Gen.Select(
        Gen.OneOf(Gen.Int[0, 1_000_000].Select(i => Duration.Steps(i)), Gen.Double[0, 1e9].Select(Duration.Epochs)),
        Gen.OneOf(SampleMode.Fast, SampleMode.BitExact), Gen.Int,
        Gen.Long[1, TimeSpan.TicksPerDay * 1000].Select(TimeSpan.FromTicks).Nullable()).Select((d, m, s, t) =>
            new SampleTrain { Duration = d, Mode = m, Seed = s, Limit = t, Checkpoint = t is null ? null : new Cadence(null, t) });

    private static readonly Gen<SampleExperiment> Experiment = Gen.Select(Text.Null(), Text.Array[0, 3], Model, Optimizer.Array[1, 2], Train, Text)
        .Select((name, tags, model, optimizers, train, key) => new SampleExperiment
        {
            Name = name,
            Tags = tags,
            Model = model,
            Optimizer = optimizers.Length == 1 ? new(optimizers[0]) : new(new Dictionary<string, ISampleOptimizer>(StringComparer.Ordinal) { ["g"] = optimizers[0], ["c d"] = optimizers[1] }),
            Train = train,
            Augmentation = [new SampleCrop(), new SampleNormalize { Mean = [0.5, 1], Std = [] }],
            Expect = new Dictionary<string, SampleExpectation>(StringComparer.Ordinal) { [key.Length == 0 || key is "extends" or "type" ? "k" : key] = new() { AtLeast = 0.5 } },
            Tracking = new SampleMlflow { Token = new Secret("MLFLOW_TOKEN") },
        });

    [Fact]
    public void What_is_written_reads_back_as_the_same_record_with_the_same_identity()
    {
        var (writer, identity, flattened) = (new ConfigWriter(Registry), new Identity(Registry), new Flattened(Registry));
        Experiment.Sample(
            experiment =>
            {
                var text = writer.Write(experiment);
                var config = SampleRegistry.Load(text);
                DiagnosticRenderer.Render(config.Diagnostics).Should().BeEmpty(text);
                flattened.Flatten(config.Value!).Should().Equal(flattened.Flatten(experiment));
                identity.Hash(config.Value!).Should().Be(identity.Hash(experiment));
                writer.Write(config.Value!).Should().Be(text);
            },
            iter: 1000);
    }

    [Fact]
    public void Each_line_says_who_wrote_it()
    {
        var files = new MemoryFiles(
            ("config.yaml", "extends: base.yaml\nname: \"run-${train.seed}\"\noptimizer: {lr: 0.1}\nexpect: {test/accuracy: {at_least: 0.9}}\nsweep: {space: {optimizer.lr: [1, 2]}}"),
            ("base.yaml", "model: {type: convnet, widths: [8, 16]}\noptimizer: {type: sgd, lr: 0.5}\naugmentation: [random_crop]\ntrain: {duration: 1ep}"));
        var config = SampleRegistry.Load(files, "train.seed=7", "tracking={type: mlflow, token: \"${env:T_TOKEN}\"}", "augmentation.0.padding=2");
        GoldenFile.Check(config.Text!, "resolved.golden.yaml");
    }

    [Fact]
    public void Flattening_gives_one_text_for_each_argument()
    {
        var experiment = SampleRegistry.LoadValid(
            SampleRegistry.Minimal, "augmentation=[{type: normalize, mean: [0.286], std: [0.353]}]", "tracking={type: mlflow, token: \"${env:T_TOKEN}\"}");
        var flat = new Flattened(Registry).Flatten(experiment);
        GoldenFile.Check(string.Concat(flat.Select(f => $"{f.Key} = {f.Value}\n")), "flattened.golden.txt");
    }
}
