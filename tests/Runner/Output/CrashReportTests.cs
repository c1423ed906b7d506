using ExperimentRunner.Output;

namespace ExperimentRunner.Tests.Runner.Output;

public sealed class CrashReportTests
{
    [Fact]
    public void An_unforeseen_error_is_one_line_that_names_a_file_with_the_rest()
    {
        using var error = new StringWriter();

        var exitCode = CrashReport.Write(new InvalidOperationException("two\nlines."), new Terminal(error, error, IsInteractive: false));

        exitCode.Should().Be(1);
        var line = error.ToString();
        line.Should().StartWith("error: two lines; this is a mistake of the program, its details are in /").And.EndWith(".txt\n");
        var details = line.Trim()[(line.IndexOf(" in /", StringComparison.Ordinal) + 4)..];
        File.ReadAllText(details).Should().Contain(nameof(InvalidOperationException));
        (OperatingSystem.IsWindows() || File.GetUnixFileMode(details) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)).Should().BeTrue("nobody else may read it");
        Path.GetFileName(details).Should().MatchRegex("^experiment-error-[0-9a-f]{32}.txt$", "nobody can put a link there before");
        File.Delete(details);
    }
}
