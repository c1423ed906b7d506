using System.Diagnostics;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>A run whose output cannot be written trains to its end all the same.</summary>
public sealed class OutputTests
{
    [Theory]
    [InlineData(">/dev/full 2>&1")]
    [InlineData(">&- 2>&-")]
    [InlineData("2>&1 | true")]
    public async Task Output_that_cannot_be_written_ends_no_run(string where)
    {
        using var place = new Workplace();
        var command = $"{ExperimentProcess.Program} run {Workplace.Config} train.duration=9it {where}; exit ${{PIPESTATUS[0]}}";
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = place.Path, UseShellExecute = false })!;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        shell.ExitCode.Should().Be(0);
        place.Journal.Trials.Should().ContainSingle().Which.IsFinal.Should().BeTrue();
    }

    [Fact]
    public async Task A_list_that_cannot_be_written_is_an_error()
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", $"{ExperimentProcess.Program} list >/dev/full"]) { RedirectStandardError = true, UseShellExecute = false })!;
        var error = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        shell.ExitCode.Should().Be(2);
        error.Should().StartWith("error: ").And.Contain("No space left on device");
    }
}
