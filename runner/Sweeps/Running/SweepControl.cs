using System.Globalization;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Stopping;

namespace ExperimentRunner.Sweeps.Running;

/// <summary>What other commands ask of a running sweep, by files in its folder.</summary>
/// <param name="order">The sweep.</param>
/// <param name="stop">Asks the sweep to stop.</param>
/// <param name="notices">Takes lines for the user.</param>
internal sealed class SweepControl(SweepOrder order, StopRequest stop, INotices notices)
{
    private readonly ExperimentFolder home = order.Home;

    /// <summary>Forgets what was asked of an earlier runner.</summary>
    internal void Clear()
    {
        File.Delete(home.SweepStopFile);
        File.Delete(home.SweepSlotsFile);
    }

    /// <summary>Does what was asked since the last time.</summary>
    internal void Obey(SlotPool pool)
    {
        if (File.Exists(home.SweepStopFile))
        {
            stop.AskSoon();
        }

        if (ReadSlots() is not { } slots || slots == pool.Wanted)
        {
            return;
        }

        if (!order.Plan.Launcher.Capabilities.ChangesSlots)
        {
            File.Delete(home.SweepSlotsFile);
            notices.Warn(FormattableString.Invariant($"slots: still {pool.Wanted}, since the launcher of this sweep cannot change their number"));
            return;
        }

        notices.Inform(FormattableString.Invariant($"slots: {slots} from now on, {pool.Wanted} before"));
        pool.Resize(slots);
    }

    private int? ReadSlots() => File.Exists(home.SweepSlotsFile)
        && int.TryParse(RegularFile.ReadText(home.SweepSlotsFile), NumberStyles.None, CultureInfo.InvariantCulture, out var slots) && slots > 0
            ? slots
            : null;
}
