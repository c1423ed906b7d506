using System.Diagnostics;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Numerics;
using ExperimentRunner.Tests.EndToEnd;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Numerics;

/// <summary>What libtorch computes here is right, by the way that training goes.</summary>
public sealed class LayerTableTests : TensorTest
{
    /// <summary>A part of the whole table; two threads on a busy processor wait for each other, so theirs is smaller.</summary>
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 100)]
    public void Layers_compute_in_float32_what_they_compute_in_float64(int threads, int part)
    {
        var before = get_num_threads();
        Threads.Use(threads);
        try
        {
            var some = LayerTable.Handful.Concat(LayerTable.Full.Where((_, place) => place % part == threads)).ToArray();
            NumericsCheck.On(CPU).Judge(some, CPU).Wrong.Should().BeEmpty();
        }
        finally
        {
            Threads.Use(before);
        }
    }

    /// <summary>The whole table for each instruction set that oneDNN can be held to; a name above this processor's means all that it has.</summary>
    [Theory]
    [InlineData("SSE41", 1)]
    [InlineData("AVX", 1)]
    [InlineData("AVX2", 1)]
    [InlineData("AVX2", 2)]
    [InlineData("AVX2_VNNI", 1)]
    [InlineData("AVX2_VNNI_2", 1)]
    [InlineData("AVX512_CORE", 1)]
    [InlineData("AVX512_CORE", 2)]
    [InlineData("AVX512_CORE_VNNI", 1)]
    [InlineData("AVX512_CORE_BF16", 1)]
    [InlineData("AVX512_CORE_FP16", 1)]
    [InlineData("AVX512_CORE_AMX", 1)]
    [InlineData("AVX10_1_512_AMX", 1)]
    public void The_whole_table_is_right_with_every_instruction_set(string instructions, int threads)
    {
        Assert.SkipUnless(LongTests.AreWanted, "it takes a minute for each; EXPERIMENT_LONG_TESTS=1 runs it");
        var answer = Ask($$"""{"command":"check_numerics","device":"cpu","threads":{{threads}}}""", instructions);
        answer.Should().Contain("\"message\":\"numerics_checked\"").And.Contain("\"wrong\":[]");
    }

    /// <summary>The reference is right itself: float64 is compared with the definition of a convolution.</summary>
    [Theory]
    [InlineData(3, 5, 1, 1)]
    [InlineData(24, 16, 2, 1)]
    [InlineData(4, 17, 1, 2)]
    public void The_reference_is_the_definition_of_a_convolution(int inputs, int outputs, int stride, int dilation)
    {
        var (x, w) = (rand(2, inputs, 8, 8, ScalarType.Float64), rand(outputs, inputs, 3, 3, ScalarType.Float64));
        var y = nn.functional.conv2d(x, w, strides: [stride, stride], padding: [1, 1], dilation: [dilation, dilation]);
        var expected = zeros_like(y);
        var (xs, ws, ys) = (x.data<double>().ToArray(), w.data<double>().ToArray(), new double[y.numel()]);
        var (height, width) = ((int)y.shape[2], (int)y.shape[3]);
        for (var place = 0; place < ys.Length; place++)
        {
            var (n, o, row, column) = (place / (outputs * height * width), place / (height * width) % outputs, place / width % height, place % width);
            for (var tap = 0; tap < inputs * 9; tap++)
            {
                var (c, r, s) = (tap / 9, (row * stride) - 1 + (tap / 3 % 3 * dilation), (column * stride) - 1 + (tap % 3 * dilation));
                ys[place] += r is >= 0 and < 8 && s is >= 0 and < 8 ? xs[(((n * inputs) + c) * 64) + (r * 8) + s] * ws[(o * inputs * 9) + tap] : 0;
            }
        }

        tensor(ys).reshape(y.shape).allclose(y, 1e-12, 1e-12).Should().BeTrue();
    }

    private static string Ask(string command, string instructions)
    {
        var start = new ProcessStartInfo(ExperimentProcess.Program, "worker") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["DNNL_MAX_CPU_ISA"] = instructions;
        using var process = Process.Start(start)!;
        process.StandardInput.WriteLine(command);
        string? line;
        do
        {
            line = process.StandardOutput.ReadLine();
        }
        while (line is not null && !line.StartsWith('{'));

        process.StandardInput.Close();
        process.WaitForExit();
        return line ?? "";
    }
}
