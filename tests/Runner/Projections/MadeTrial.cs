using ExperimentRunner.Components;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Runner.Ledger;

namespace ExperimentRunner.Tests.Runner.Projections;

/// <summary>Trials of a sweep that nobody trains.</summary>
internal static class MadeTrial
{
    /// <summary>A trial in its first attempt.</summary>
    /// <param name="folder">Where <c>runs/</c> would be.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="values">What it changes.</param>
    internal static TrialContext Of(string folder, int number, string values)
    {
        var name = FormattableString.Invariant($"{number:0000}-aaaaaaaa");
        return new TrialContext
        {
            Name = "made",
            Runs = RunsFolder.At(Path.Combine(folder, "runs")),
            State = new TrialState(JournalTests.Created(name, 0), [new AttemptState(JournalTests.Started(name, 1), null)])
            {
                Sweep = new SweepLink(new string('d', 32), DateTimeOffset.UnixEpoch, values),
            },
            Experiment = new Experiment { Train = new TrainSettings { Duration = Duration.Steps(100) } },
            Arguments = [],
            Environment = new EnvironmentRecord
            {
                Time = DateTimeOffset.UnixEpoch, Command = "experiment sweep", Folder = "/", User = "me", Host = "node3", Versions = new Dictionary<string, string>(),
                System = "Linux", Processor = "one", Cores = 2, Memory = 1, Threads = 1, Seed = 0,
            },
        };
    }
}
