using System.Runtime.InteropServices;
using CsCheck;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Data;

public sealed class ColumnsTests : TensorTest
{
    /// <summary>Texts or boxes whose places stay in a file are those whose places lie in memory.</summary>
    [Fact]
    public void Ragged_rows_in_a_file_are_those_in_memory() => Gen.Select(Gen.Int[0, 9].Array[1, 30], Gen.Int[1, 5], Gen.Long).Sample((lengths, width, seed) =>
    {
        if (lengths.Sum() == 0)
        {
            return;
        }

        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var starts = RaggedColumn.StartsOf(lengths);
        long[] rows = [.. Enumerable.Range(0, 20).Select(place => (long)(((ulong)seed + (ulong)(place * 7)) % (ulong)lengths.Length))];

        long[] tokens = [.. Enumerable.Range(0, lengths.Sum()).Select(place => place * 31L % 101)];
        var file = Path.Combine(folder.Path, "tokens");
        File.WriteAllBytes(file, MemoryMarshal.AsBytes<long>(tokens).ToArray());
        using var mapped = new RaggedColumn(new MappedColumn(file, [], tokens.Length, ScalarType.Int64), starts, padding: -100);
        using var resident = new RaggedColumn(new ResidentColumn(tensor(tokens)), starts, padding: -100);
        ShouldAgree(mapped, resident, rows);
        var ofFirst = resident.Fetch(Rows.Of(rows[0])).Values[0].data<long>().ToArray();
        ofFirst.Should().StartWith(tokens[(int)starts[rows[0]]..(int)starts[rows[0] + 1]]);

        float[] values = [.. Enumerable.Range(0, lengths.Sum() * width).Select(place => place / 7f)];
        var ofValues = Path.Combine(folder.Path, "values");
        File.WriteAllBytes(ofValues, MemoryMarshal.AsBytes<float>(values).ToArray());
        using var mappedValues = new RaggedColumn(new MappedColumn(ofValues, [width], lengths.Sum(), ScalarType.Float32), starts, padding: 0);
        using var residentValues = new RaggedColumn(new ResidentColumn(tensor(values, [lengths.Sum(), width])), starts, padding: 0);
        ShouldAgree(mappedValues, residentValues, rows);
    }, iter: 50);

    [Fact]
    public void Rows_of_a_batch_are_padded_to_its_longest_and_what_is_asked_for_is_ignored_there()
    {
        var text = FieldSpec.Given("text", new TokensMeaning(new Vocabulary(TextSplit.Characters, ["a", "b"])), -1);
        var asked = text with { Role = FieldRole.Asked };
        using var given = RaggedColumn.Of([[2, 3, 2], [3], [], [2, 2, 2, 2]], text.Padding);
        var batch = given.Fetch(Rows.Of(1, 0, 2));
        batch.Values.data<long>().ToArray().Should().Equal(3, 0, 0, 2, 3, 2, 0, 0, 0);
        batch.Lengths!.data<long>().ToArray().Should().Equal(1, 3, 0);
        asked.Padding.Should().Be(Meaning.Ignored);
        new Batch(DataSpec.Of(text), batch).Padding("text").data<bool>().ToArray().Should().Equal(false, true, true, false, false, false, true, true, true);
    }

    [Fact]
    public void Rows_begin_at_zero_and_end_with_the_places()
    {
        var wrong = () => new RaggedColumn(new ResidentColumn(zeros(5, 2)), [0, 3, 4], padding: 0);
        wrong.Should().Throw<ArgumentException>().WithMessage("rows must begin at 0, in ascending order, and the last end at 5*");
    }

    private static void ShouldAgree(Column one, Column other, long[] rows)
    {
        one.Count.Should().Be(other.Count);
        foreach (var count in new[] { 1, 3, rows.Length })
        {
            var (first, second) = (one.Fetch(Rows.Of(rows[..count])), other.Fetch(Rows.Of(rows[..count])));
            first.Values.Equals(second.Values).Should().BeTrue();
            first.Lengths!.Equals(second.Lengths!).Should().BeTrue();
        }
    }
}
