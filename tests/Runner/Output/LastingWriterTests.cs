using ExperimentRunner.Output;

namespace ExperimentRunner.Tests.Runner.Output;

public sealed class LastingWriterTests
{
    [Fact]
    public void What_cannot_be_written_is_passed_over()
    {
        using var full = new StreamWriter(new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)) { AutoFlush = true };
        FluentActions.Invoking(() => full.WriteLine("a")).Should().Throw<IOException>();
        using var lasting = new LastingWriter(full);

        FluentActions.Invoking(() =>
        {
            lasting.WriteLine("a line");
            lasting.Write($"a part {1}");
            lasting.Write('a');
            lasting.WriteLine();
            lasting.Flush();
        }).Should().NotThrow();
    }

    [Fact]
    public void The_rest_arrives()
    {
        using var output = new StringWriter();
        using var lasting = new LastingWriter(output);
        lasting.WriteLine("a line");
        lasting.Write('b');
        lasting.Write("{0}", 3);
        output.ToString().Should().Be("a line\nb3");
    }
}
