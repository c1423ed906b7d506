using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Projections;
using System.Globalization;
using System.Text.Json;

namespace ExperimentRunner.Benchmarks.Tracking;

/// <summary>The folder of a trial that is being run, as a runner leaves it before its worker starts.</summary>
internal sealed class TrackedTrial : IDisposable
{
    private const int BehindBy = 10_000;
    private const int MachineFigures = 10;

    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("experiment-bench-");
    private readonly ExperimentFolder home;
    private readonly IDisposable lease;

    public TrackedTrial()
    {
        home = Runs.Experiment("tracked");
        var journal = new JournalFile(home.JournalFile);
        journal.Update(_ => new TrialCreated(DateTimeOffset.UnixEpoch.AddDays(20_000), Trial.Trial, "aaaaaaaabbbb", Guid.NewGuid().ToString("N"), 1));
        Directory.CreateDirectory(Attempt.Path);
        File.WriteAllText(Trial.Folder.ConfigFile, """
            name: tracked
            dataset: digits
            split: {validation: 0.1, test: 0.2}
            model: mlp
            optimizer: {type: sgd, lr: 0.1}
            loss: cross_entropy
            train: {duration: 5it}
            """);
        File.WriteAllText(Trial.Folder.EnvironmentFile, JsonSerializer.Serialize(Origin, TrackingJson.Default.EnvironmentRecord));
        journal.Update(_ => new AttemptStarted(DateTimeOffset.UnixEpoch.AddDays(20_000), Trial.Trial, 1, null, ProcessNote.Current));
        lease = Trial.Folder.Lease.Take(TimeSpan.FromSeconds(1))!;
    }

    public RunsFolder Runs => RunsFolder.At(Path.Combine(place.FullName, "runs"));

    public LedgerTrial Trial => new(home, "0001-aaaaaaaa", new JournalFile(home.JournalFile));

    public AttemptFolder Attempt => Trial.Folder.Attempt(1);

    /// <summary>Figures with names and values as training has them.</summary>
    public static ScalarsLogged Line(int step, int scalars)
    {
        var values = new Dictionary<string, double>(scalars, StringComparer.Ordinal);
        for (var scalar = 0; scalar < scalars; scalar++)
        {
            values[string.Create(CultureInfo.InvariantCulture, $"train/metric_{scalar:00}")] = (float)Math.Sin((step * 20) + scalar); // as read from a tensor
        }

        return new ScalarsLogged(step, step / 100.0, values, 12345.6);
    }

    /// <summary>Writes figures of the machine, so that a server lacks something from the first moment on.</summary>
    public void FallBehind()
    {
        using var samples = new EventFile(Attempt.SystemFile, () => { }, TimeProvider.System);
        for (var sample = 1; sample <= BehindBy; sample++)
        {
            samples.Write(new SystemSampled(Line(sample, MachineFigures).Values));
        }
    }

    /// <summary>Writes the events of a whole attempt and its end.</summary>
    public void Finish(int steps, int scalars)
    {
        using (var events = new EventFile(Attempt.EventsFile, () => { }, TimeProvider.System))
        {
            for (var step = 1; step <= steps; step++)
            {
                events.Write(Line(step, scalars));
            }
        }

        new JournalFile(home.JournalFile).Update(_ => new AttemptEnded(
            DateTimeOffset.UnixEpoch.AddDays(20_001), Trial.Trial, 1, TrainingOutcome.Complete, null, null, steps, null, new Dictionary<string, double>()));
    }

    public void Dispose()
    {
        lease.Dispose();
        place.Delete(recursive: true);
    }

    private static EnvironmentRecord Origin => new()
    {
        Time = DateTimeOffset.UnixEpoch, Command = "experiment run", Folder = "/", User = "me", Host = "here", Versions = new Dictionary<string, string>(), System = "Linux",
        Processor = "one", Cores = 2, Memory = 1, Threads = 1, Seed = 0,
    };
}
