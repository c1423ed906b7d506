using ExperimentRunner.Tests.EndToEnd;
using ExperimentRunner.Viewing;

namespace ExperimentRunner.Tests.Runner.Viewing;

public sealed class MlflowProgramTests
{
    [Fact]
    public void Mlflow_itself_is_taken_before_what_would_download_it()
    {
        using var pipx = new StandInMlflow(name: "pipx");
        using var uvx = new StandInMlflow(name: "uvx");
        using var mlflow = new StandInMlflow();
        using var broken = new StandInMlflow(isExecutable: false);

        Find().Should().BeNull();
        Find(pipx).Should().Be($"{pipx.Program} run mlflow");
        Find(pipx, uvx).Should().Be($"{uvx.Program} mlflow");
        Find(pipx, uvx, mlflow).Should().Be(mlflow.Program);
        Find(broken, pipx, uvx, mlflow).Should().Be(mlflow.Program, "a file that cannot be executed is none");
    }

    private static string? Find(params StandInMlflow[] programs)
    {
        var path = string.Join(':', programs.Select(program => Path.GetDirectoryName(program.Program)).Prepend("/no/such/folder"));
        return MlflowProgram.Find(path) is { } found ? string.Join(' ', [found.File, .. found.Arguments]) : null;
    }
}
