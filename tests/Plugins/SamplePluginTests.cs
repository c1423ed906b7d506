using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Tests.Conformance;
using SamplePlugin;

namespace ExperimentRunner.Tests.Plugins;

// All that a third party writes to have its components tested; docs/plugins.md shows the first.

public sealed class SampleDatasets : DatasetConformance
{
    protected override IReadOnlyList<IDataset> Components => [new TwoSpirals(), new TwoSpirals { Points = 2, Turns = 0.5 }];
}

public sealed class SampleModels : ModelConformance
{
    protected override IReadOnlyList<IModel> Components => [new Perceptron(), new Perceptron { Bias = false }];
}

public sealed class SampleSchedules : ScheduleConformance
{
    protected override IReadOnlyList<ISchedule> Components => [new InverseSquareRoot(), new InverseSquareRoot { Scale = 1 }];
}

public sealed class SampleSearches : SearchConformance
{
    protected override IReadOnlyList<ISearch> Components => [new GoldenRatio { Trials = 20 }, new GoldenRatio { Trials = 1 }];
}
