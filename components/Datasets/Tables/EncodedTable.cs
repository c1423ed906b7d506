using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>The numbers of a table.</summary>
/// <param name="Inputs">Row after row.</param>
/// <param name="Classes">The class of each row, or empty.</param>
/// <param name="Numbers">The target of each row where targets are numbers, or empty.</param>
internal sealed record EncodedTable(float[] Inputs, long[] Classes, float[] Numbers)
{
    /// <summary>The rows as samples: inputs [N, features]; targets int64 [N] for classes, else float32 [N, 1].</summary>
    public ResidentSamples Samples()
    {
        long rows = Classes.Length + Numbers.Length;
        var targets = Numbers.Length > 0 ? tensor(Numbers, [rows, 1]) : tensor(Classes);
        return new ResidentSamples(tensor(Inputs, [rows, Inputs.Length / rows]), targets, Classes);
    }
}
