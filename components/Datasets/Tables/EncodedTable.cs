using ExperimentRunner.Components.Data.Columns;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>The numbers of a table.</summary>
/// <param name="Inputs">Row after row.</param>
/// <param name="Classes">The class of each row, or empty.</param>
/// <param name="Numbers">The target of each row where targets are numbers, or empty.</param>
internal sealed record EncodedTable(float[] Inputs, long[] Classes, float[] Numbers)
{
    /// <summary>The inputs, float32 [N, features].</summary>
    public ResidentColumn Features() => new(tensor(Inputs, [Rows, Inputs.Length / Rows]));

    /// <summary>The targets: int64 [N] for classes, else float32 [N, 1].</summary>
    public ResidentColumn Labels() => Numbers.Length > 0 ? new(tensor(Numbers, [Rows, 1])) : new(Classes);

    private long Rows => Classes.Length + Numbers.Length;
}
