using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Columns;

/// <summary>Which rows of a table are asked for, in two forms: a column that lies on the device takes one, one that lies in memory the other, and neither waits for the other's.</summary>
public readonly ref struct Rows
{
    /// <summary>Rows in both forms.</summary>
    /// <param name="indices">Int64 [B], on the device of the data.</param>
    /// <param name="numbers">The same numbers.</param>
    public Rows(Tensor indices, ReadOnlySpan<long> numbers)
    {
        Indices = indices;
        Numbers = numbers;
    }

    /// <summary>Int64 [B], on the device of the data.</summary>
    public Tensor Indices { get; }

    /// <summary>The same numbers.</summary>
    public ReadOnlySpan<long> Numbers { get; }

    /// <summary>Rows of a table on the CPU.</summary>
    public static Rows Of(params long[] numbers) => new(tensor(numbers), numbers);
}
