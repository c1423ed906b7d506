using System.Diagnostics;
using System.Globalization;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger.Events;

namespace ExperimentRunner.Benchmarks.Tracking;

/// <summary>20 scalars a step at 1,000 steps a second: how late they are in the event file, where no kill of a process reaches them, and how large.</summary>
/// <param name="Scalars">How many were written.</param>
/// <param name="StepsPerSecond">How fast they came.</param>
/// <param name="LatestSeconds">The longest time from an event to its being read from the file by another reader.</param>
/// <param name="BytesPerScalar">The length of the file over the number of scalars; names, times and braces count.</param>
internal sealed record LedgerRate(long Scalars, double StepsPerSecond, double LatestSeconds, double BytesPerScalar)
{
    private const int Steps = 10_000;
    private const int Rate = 1000;
    private const int ScalarsPerStep = 20;

    public static LedgerRate Measure()
    {
        using var tracked = new TrackedTrial();
        var file = tracked.Attempt.EventsFile;
        var latest = TimeSpan.Zero;
        var reader = new Thread(() => latest = Follow(file));
        var start = Stopwatch.GetTimestamp();
        using (var events = new EventFile(file, () => { }, TimeProvider.System))
        {
            reader.Start();
            for (var step = 1; step <= Steps; step++)
            {
                while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds((double)step / Rate))
                {
                    Thread.Yield();
                }

                events.Write(TrackedTrial.Line(step, ScalarsPerStep));
            }
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        reader.Join();
        return new LedgerRate(Steps * ScalarsPerStep, Steps / seconds, latest.TotalSeconds, (double)new FileInfo(file).Length / (Steps * ScalarsPerStep));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Scalars} scalars at {StepsPerSecond:0} steps/s, in the file after {LatestSeconds:0.000} s at the latest, {BytesPerScalar:0.0} bytes a scalar");

    private static TimeSpan Follow(string file)
    {
        var (reader, latest, lines) = (new EventReader(file), TimeSpan.Zero, 0);
        while (lines < Steps)
        {
            var found = reader.ReadNew().OfType<ScalarsLogged>().ToArray();
            lines += found.Length;
            if (found.Length > 0 && DateTimeOffset.UtcNow - found[0].Time is var late && late > latest)
            {
                latest = late;
            }

            Thread.Sleep(1);
        }

        return latest;
    }
}
