using ExperimentRunner.Tests.EndToEnd;
using ExperimentRunner.Tests.Lanes;
using Xunit.Sdk;
using Xunit.v3;

[assembly: CollectionBehavior(typeof(LaneCollections), MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ExperimentRunner.Tests.Lanes;

/// <summary>
/// What runs beside what. Tests of the real program only start processes and wait for them, so each of their classes may run beside any other.
/// All others share this process, and with it torch's generator and thread count: trainings beside each other would disturb each other,
/// so they are one collection, one test after the other.
/// </summary>
internal sealed class LaneCollections(IXunitTestAssembly assembly) : TestCollectionFactoryBase(assembly)
{
    internal const string InThisProcess = "in this process";

    private readonly XunitTestCollection inThisProcess = new(assembly, null, false, InThisProcess);

    public override string DisplayName => "one of this process, one for each class of the real program";

    protected override IXunitTestCollection GetDefaultTestCollection(Type testClass) =>
        testClass.Namespace == typeof(ExperimentProcess).Namespace ? new XunitTestCollection(TestAssembly, null, false, testClass.FullName!) : inThisProcess;
}
