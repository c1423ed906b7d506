using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Environments;
using ExperimentRunner.Tests.Conformance;

namespace ExperimentRunner.Tests.Examples;

/// <summary>The examples keep what every component must keep.</summary>
public sealed class ExampleDatasets : DatasetConformance
{
    protected override IReadOnlyList<IDataset> Components =>
    [
        new Reviews(), new NumberPairs { Count = 20 }, new Tides { Past = 5, Future = 1 }, new ShapeMasks(), new Rectangles(), new SpotQuestions(), new Spots { Count = 10 },
    ];
}

/// <inheritdoc cref="ExampleDatasets"/>
public sealed class ExampleEnvironments : EnvironmentConformance
{
    protected override IReadOnlyList<IEnvironment> Components => [new Corridor(), new Corridor { Length = 5 }];
}
