using ExperimentRunner.Components.Data.Columns;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Data.Columns;

/// <summary>Samples gathered by vectors against a loop over their bytes.</summary>
public sealed unsafe class RowGatherTests : TensorTest
{
    private const int Rows = 7;
    private const int Longest = 200; // three cache lines and a rest
    private static readonly long[] Indices = [6, 0, 3, 3, 5, 1];

    /// <summary>At every length about the vectors' widths, from places that no vector is aligned to.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(31)]
    public void Gathers_what_a_loop_gathers(int offset)
    {
        var memory = (byte*)NativeMemory.AlignedAlloc((nuint)(offset + (Rows * Longest)), 64);
        try
        {
            var bytes = new Span<byte>(memory + offset, Rows * Longest);
            for (var place = 0; place < bytes.Length; place++)
            {
                bytes[place] = (byte)((place * 167) + (place / 251));
            }

            for (var length = 1; length <= Longest; length++)
            {
                Compare(memory + offset, length);
            }
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    /// <summary>The same where the processor has less.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Gathers_the_same_on_a_lesser_processor(string instructions)
    {
        using var process = OwnProcess.Start(typeof(RowGatherTests), nameof(OnALesserProcessor), instructions, "0");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, output);
    }

    [Fact(Explicit = true)]
    public void OnALesserProcessor()
    {
        Vector512.IsHardwareAccelerated.Should().BeFalse("this test runs where vectors of 512 bits were taken away");
        Gathers_what_a_loop_gathers(0);
        Gathers_what_a_loop_gathers(31);
    }

    private static void Compare(byte* start, int length)
    {
        using var scope = NewDisposeScope();
        var samples = new RowGather(start, length, [length], ScalarType.Byte, Rows);
        var expected = Indices.SelectMany(index => new Span<byte>(start + (index * length), length).ToArray()).ToArray();
        samples.Stored(Indices).data<byte>().ToArray().Should().Equal(expected, "of {0} bytes", length);
        samples.Floats(Indices, 1 / 255.0).data<float>().ToArray().Should().Equal(
            expected.Select(value => value * (float)(1 / 255.0)), "of {0} bytes", length);
    }
}
