using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Components.Sweeps;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Sweeps;
using ExperimentRunner.Sweeps.Scheduling;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Benchmarks;

/// <summary>What it costs a sweep to decide: asking for a trial, judging it at a rung and settling it, with few trials and with many.</summary>
internal static class AskTell
{
    private const int Timed = 200;

    /// <summary>The time with 10,000 recorded trials in parts of the time with 100.</summary>
    public static string Measure()
    {
        Milliseconds(1_000); // until the compiler has made its last version
        var (few, many) = (Milliseconds(100), Milliseconds(10_000));
        return string.Create(CultureInfo.InvariantCulture, $"{many / few:0.00} times ({many:0.000} ms a trial with 10,000 recorded, {few:0.000} ms with 100)");
    }

    private static double Milliseconds(int recorded)
    {
        var folder = Directory.CreateTempSubdirectory("experiment-");
        try
        {
            var scheduler = new SweepScheduler(Plan(), new JournalFile(Path.Combine(folder.FullName, "journal.jsonl")), TimeProvider.System);
            scheduler.Begin(isFresh: false, threads: 1);
            Decide(scheduler, recorded);
            var watch = Stopwatch.StartNew();
            Decide(scheduler, Timed);
            return watch.Elapsed.TotalMilliseconds / Timed;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Decide(SweepScheduler scheduler, int trials)
    {
        for (var count = 0; count < trials; count++)
        {
            var trial = scheduler.Next()!;
            scheduler.Judge(trial, trial.JudgedStep + 1, scheduler.NextRung(trial), trial.Number * 7919 % 1000);
            scheduler.Settle(trial, SweepTrialStatus.Complete, trial.Number, null);
        }
    }

    private static SweepPlan Plan() => new()
    {
        Name = "ask-tell",
        Key = "key",
        Settings = new SweepSettings { Pruner = new MedianPruner() },
        Search = new RandomSearch { Trials = int.MaxValue },
        Space = new SearchSpace([new SearchDimension("x"), new SearchDimension("y")]),
        Training = Duration.Epochs(9),
        Objective = new MonitoredMetric("val/accuracy", Direction.Maximize),
        Samples = [],
        Split = (trial, _) => trial,
        TrialsOf = point => [Trial(point)],
    };

    private static PlannedTrial Trial(SearchPoint point)
    {
        var text = string.Join(',', point.Coordinates.Select(coordinate => coordinate.ToString("R", CultureInfo.InvariantCulture)));
        var experiment = new LoadedExperiment
        {
            Name = "ask-tell",
            Experiment = new Experiment { Train = new TrainSettings { Duration = Duration.Epochs(9) } },
            Text = "",
            Identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            Arguments = [],
        };
        return new PlannedTrial(new Assignment([], [text]), experiment);
    }
}
