using System.CommandLine;
using System.Globalization;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Commands;

/// <summary><c>slots</c>: changes how many trials a running sweep trains at once.</summary>
internal static class SlotsVerb
{
    private const int Most = 1024;

    internal static Command Create(Terminal terminal)
    {
        var sweep = new Argument<string>("SWEEP") { Description = "The name or the folder of a running sweep." };
        var count = new Argument<string>("COUNT") { Description = "How many trials to train at once." };
        var runs = Arguments.Runs();
        var command = new Command("slots", "Change how many trials a running sweep trains at once.") { sweep, count, runs };
        command.SetAction(parsed => Change(parsed.GetRequiredValue(sweep), parsed.GetRequiredValue(count), parsed.GetRequiredValue(runs), terminal));
        return command;
    }

    private static int Change(string wanted, string count, string runs, Terminal terminal)
    {
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var slots) || slots is < 1 or > Most)
        {
            return terminal.Refuse($"COUNT: expected a whole number from 1 to {Most}, found '{count}'");
        }

        if (SweepLookup.Find(wanted, runs) is not { } sweep)
        {
            return terminal.Refuse($"no sweep '{wanted}' is running; 'experiment runs' lists what there is");
        }

        AtomicFile.Write(sweep.SweepSlotsFile, slots.ToString(CultureInfo.InvariantCulture));
        terminal.Out.WriteLine($"asked the sweep {sweep.Name} for {Measure.Count(slots, "slot")}; one that is taken away finishes its trial first");
        return ExitCodes.Done;
    }
}
