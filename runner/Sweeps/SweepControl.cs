using System.Globalization;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Sweeps;

/// <summary>What other commands ask of a running sweep, by files in its folder.</summary>
/// <param name="run">The folder of its name.</param>
/// <param name="stop">Asks the sweep to stop.</param>
/// <param name="notices">Takes lines for the user.</param>
internal sealed class SweepControl(RunFolder run, StopRequest stop, INotices notices)
{
    /// <summary>Forgets what was asked of an earlier runner.</summary>
    internal void Clear()
    {
        File.Delete(run.SweepStopFile);
        File.Delete(run.SweepSlotsFile);
    }

    /// <summary>Does what was asked since the last time.</summary>
    internal void Obey(SlotPool pool)
    {
        if (File.Exists(run.SweepStopFile))
        {
            stop.AskSoon();
        }

        if (ReadSlots() is { } slots && slots != pool.Wanted)
        {
            notices.Inform(FormattableString.Invariant($"slots: {slots} from now on, {pool.Wanted} before"));
            pool.Resize(slots);
        }
    }

    private int? ReadSlots() => File.Exists(run.SweepSlotsFile)
        && int.TryParse(RegularFile.ReadText(run.SweepSlotsFile), NumberStyles.None, CultureInfo.InvariantCulture, out var slots) && slots > 0 ? slots : null;
}
