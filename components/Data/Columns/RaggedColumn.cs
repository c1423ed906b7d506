using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Columns;

/// <summary>Rows that differ in length, such as texts: their places lie one after the other in another column, in memory or in a file.</summary>
public sealed class RaggedColumn : Column
{
    private readonly Column places;
    private readonly long[] starts;
    private readonly double padding;
    private Device device = CPU;

    /// <summary>Takes ownership of the places.</summary>
    /// <param name="places">The places of all rows, one after the other: [places, …].</param>
    /// <param name="starts">Where each row begins, and where the last ends: one more than there are rows.</param>
    /// <param name="padding">What shorter rows of a batch are filled up with: the field's own <see cref="FieldSpec.Padding"/>.</param>
    /// <exception cref="ArgumentException">Starts do not lie within the places, in ascending order.</exception>
    public RaggedColumn(Column places, long[] starts, double padding)
    {
        if (starts is not [0, ..] || starts[^1] != places.Count || starts.Zip(starts.Skip(1)).Any(pair => pair.Second < pair.First))
        {
            throw new ArgumentException($"rows must begin at 0, in ascending order, and the last end at {places.Count}", nameof(starts));
        }

        (this.places, this.starts, this.padding) = (places, starts, padding);
    }

    /// <summary>Rows in memory.</summary>
    /// <param name="rows">The numbers of each row, such as tokens.</param>
    /// <param name="padding">What shorter rows of a batch are filled up with.</param>
    public static RaggedColumn Of(IReadOnlyList<long[]> rows, double padding) =>
        new(new ResidentColumn(tensor([.. rows.SelectMany(row => row)], ScalarType.Int64)), StartsOf(rows.Select(row => row.Length)), padding);

    /// <summary>Where rows of these lengths begin, and where the last ends.</summary>
    public static long[] StartsOf(IEnumerable<int> lengths)
    {
        var ends = new List<long> { 0 };
        foreach (var length in lengths)
        {
            ends.Add(ends[^1] + length);
        }

        return [.. ends];
    }

    /// <inheritdoc/>
    public override long Count => starts.Length - 1;

    /// <inheritdoc/>
    public override long Bytes => places.Bytes + (starts.Length * sizeof(long));

    /// <summary>The length of a row.</summary>
    public long LengthOf(long row) => starts[row + 1] - starts[row];

    /// <inheritdoc/>
    public override FieldValues Fetch(Rows rows)
    {
        var lengths = new long[rows.Numbers.Length];
        for (var row = 0; row < lengths.Length; row++)
        {
            lengths[row] = LengthOf(rows.Numbers[row]);
        }

        var longest = Math.Max(1, lengths.Length == 0 ? 1 : lengths.Max());
        var (wanted, isPadding) = (new long[lengths.Length * longest], new bool[lengths.Length * longest]);
        for (var (row, place) = (0, 0); row < lengths.Length; row++)
        {
            for (var at = 0L; at < longest; at++, place++)
            {
                isPadding[place] = at >= lengths[row];
                wanted[place] = isPadding[place] ? 0 : starts[rows.Numbers[row]] + at;
            }
        }

        return new(Padded(wanted, isPadding, lengths.Length, longest), tensor(lengths, device: device));
    }

    /// <inheritdoc/>
    public override void MoveTo(Device device)
    {
        this.device = device;
        places.MoveTo(device);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => places.Dispose();

    private Tensor Padded(long[] wanted, bool[] isPadding, long count, long longest)
    {
        if (places.Count == 0)
        {
            throw new InvalidOperationException("every row of this column is empty: there is nothing to learn from");
        }

        using var scope = NewDisposeScope();
        var flat = places.Fetch(new Rows(tensor(wanted, device: device), wanted)).Values;
        long[] shape = [count, longest, .. flat.shape[1..]];
        long[] mask = [count, longest, .. flat.shape[1..].Select(_ => 1L)];
        return flat.reshape(shape).masked_fill(tensor(isPadding, mask, device: device), padding).MoveToOuterDisposeScope();
    }
}
