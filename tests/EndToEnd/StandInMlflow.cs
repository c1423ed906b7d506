using System.Globalization;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Mlflow.FakeServer;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>
/// A program named <c>mlflow</c> on a <c>PATH</c> of its own. It has a child, as servers have, and listens to nothing itself: the test
/// reads what it was told, and starts a <see cref="FakeMlflow"/> at that port when it should answer.
/// </summary>
internal sealed class StandInMlflow : IDisposable
{
    private const string Serves = """
        : > mlflow.db
        sleep 1000 &
        env | grep ^MLFLOW_ > "$0.environment"
        echo "$$ $! $PWD $*" > "$0.next"
        mv "$0.next" "$0.started"
        wait
        """;

    private readonly TemporaryFolder folder = new();

    /// <param name="before">What it does before it serves, in the language of the shell.</param>
    /// <param name="name">The name of the program.</param>
    /// <param name="isExecutable">Whether it may be started.</param>
    internal StandInMlflow(string before = "", string name = "mlflow", bool isExecutable = true)
    {
        Program = Path.Combine(folder.Path, name);
        File.WriteAllText(Program, $"#!/bin/sh\n{before}\n{Serves}\n");
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | (isExecutable ? UnixFileMode.UserExecute : UnixFileMode.None));
        }
    }

    internal string Program { get; }

    /// <summary>The environment in which it is found.</summary>
    internal Dictionary<string, string> Environment => new() { ["PATH"] = $"{folder.Path}:{System.Environment.GetEnvironmentVariable("PATH")}" };

    /// <summary>The variables of MLflow that it was given.</summary>
    internal IReadOnlyList<string> Variables => File.ReadAllLines(Program + ".environment");

    /// <summary>Waits until it serves, and forgets it for the next time.</summary>
    internal async Task<Started> StartedAsync()
    {
        var file = Program + ".started";
        await ExperimentProcess.UntilAsync(() => File.Exists(file), "the stand-in to start");
        var words = (await File.ReadAllTextAsync(file)).TrimEnd().Split(' ');
        File.Delete(file);
        return new Started(Number(words[0]), Number(words[1]), words[2], string.Join(' ', words[3..]));
    }

    public void Dispose() => folder.Dispose();

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>One start.</summary>
    internal sealed record Started(int Pid, int Child, string Folder, string Arguments)
    {
        internal int Port => Number(Arguments.Split("--port ")[1].Split(' ')[0]);

        /// <summary>From now on the program answers.</summary>
        internal Task<FakeMlflow> AnswerAsync() => FakeMlflow.StartAsync(port: Port);

        /// <summary>Waits until neither the program nor its child is left.</summary>
        internal Task GoneAsync() => ExperimentProcess.UntilAsync(() => !Lives(Pid) && !Lives(Child), $"processes {Pid} and {Child} to end");

        /// <summary>One that has ended and waits for its parent counts as gone: in a container nobody may ask for it.</summary>
        private static bool Lives(int pid)
        {
            try
            {
                return !File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].StartsWith('Z');
            }
            catch (IOException)
            {
                return false;
            }
        }
    }
}
