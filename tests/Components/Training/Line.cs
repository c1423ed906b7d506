using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Tests.Conformance;
using System.Security.Cryptography;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Registry.Components;
using TorchSharp;

namespace ExperimentRunner.Tests.Components.Training;

/// <summary>Samples whose two target values are linear in three features.</summary>
[Component("line")]
internal sealed record Line : IDataset
{
    private const int Count = 200;

    public DatasetContent Load(string folder)
    {
        using var scope = torch.NewDisposeScope();
        var inputs = torch.arange(3 * Count).to(torch.float32).mul(12.9898).sin().reshape(Count, 3);
        var targets = inputs.matmul(torch.tensor([1f, -2, 0.5f, 0, 3, -1], [3, 2])).add(torch.tensor([0.25f, -1]));
        return new DatasetContent(
            new SampleTable(Fields.Of([3], targets: 2), new ResidentColumn(inputs), new ResidentColumn(targets)), Test: null,
            Convert.ToHexStringLower(SHA256.HashData(targets.bytes)));
    }
}
