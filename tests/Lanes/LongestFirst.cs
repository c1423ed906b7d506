using ExperimentRunner.Tests.EndToEnd;
using Xunit.Sdk;
using Xunit.v3;

namespace ExperimentRunner.Tests.Lanes;

/// <summary>What takes longest begins first, so that it is not alone at the end.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        LaneCollections.InThisProcess, typeof(SweepTests).FullName!, typeof(SweepChaosTests).FullName!, typeof(TrackingServerTests).FullName!,
        typeof(KillTests).FullName!, typeof(RunTests).FullName!, typeof(TrainedModelTests).FullName!, typeof(PluginTests).FullName!,
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => (uint)Array.IndexOf(Longest, collection.TestCollectionDisplayName))];
}
