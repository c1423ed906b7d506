using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;

namespace ExperimentRunner.Tests.Registry.Sample;

public static class SampleRegistry
{
    /// <summary>The smallest valid configuration.</summary>
    public const string Minimal = """
        model: mlp
        optimizer: {type: sgd, lr: 0.05}
        train: {duration: 10ep}
        """;

    public static Type[] Types { get; } =
    [
        typeof(SampleSgd), typeof(SampleAdam), typeof(SampleAdamW), typeof(SampleConstant), typeof(SampleCosine),
        typeof(SampleConvNet), typeof(SampleMlp), typeof(SampleCrop), typeof(SampleFlip), typeof(SampleNormalize),
        typeof(SampleAccuracy), typeof(SampleMlflow), typeof(SampleNative), typeof(SampleUnbindable), typeof(SampleChoosy),
    ];

    public static ComponentRegistry Create() => ComponentRegistry.OfTypes(Types);

    /// <summary>The valid ones only: a schema describes every component.</summary>
    public static ComponentRegistry CreateValid() => ComponentRegistry.OfTypes(
        [.. Types.Except([typeof(SampleNative), typeof(SampleUnbindable), typeof(SampleChoosy)])]);

    public static LoadedConfig<SampleExperiment> Load(string yaml, params string[] overrides) =>
        Load(new MemoryFiles(("config.yaml", yaml)), overrides);

    public static LoadedConfig<SampleExperiment> Load(MemoryFiles files, params string[] overrides) =>
        new ConfigLoader(Create(), files, files.Environment.GetValueOrDefault).Load<SampleExperiment>("config.yaml", overrides);

    public static SampleExperiment LoadValid(string yaml, params string[] overrides)
    {
        var config = Load(yaml, overrides);
        DiagnosticRenderer.Render(config.Diagnostics).Should().BeEmpty();
        return config.Value!;
    }
}
