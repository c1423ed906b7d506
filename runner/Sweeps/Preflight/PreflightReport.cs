using System.Globalization;
using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Components.Sweeps;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Sweeps.Slots;

namespace ExperimentRunner.Sweeps.Preflight;

/// <summary>What a pre-flight has found, for people.</summary>
/// <param name="plan">The sweep.</param>
/// <param name="slots">Where its trials will run.</param>
/// <param name="memory">What there is.</param>
internal sealed class PreflightReport(SweepPlan plan, SlotPlan slots, DeviceMemory memory)
{
    private const int Shown = 20;
    private const int Certain = 2; // needs are estimates: so many times what is free, and no error of the estimate can explain it

    private readonly int bound = plan.Samples.Count(trial => !trial.IsExtra);

    /// <summary>Writes it.</summary>
    /// <returns>Whether every trial can work.</returns>
    internal bool Write(IReadOnlyList<PreflightGroup> groups, Terminal terminal)
    {
        var problems = new DiagnosticBag();
        foreach (var (group, problem) in groups.Select(group => (Group: group, Problem: ProblemOf(group))).Where(found => found.Problem is not null))
        {
            string[] lines = [.. problem!.Split('\n').Select(line => line.Trim())];
            problems.Add(
                DiagnosticCodes.CannotTrain, $"{NameOf(group)} cannot be trained: {lines[0]}", group.Trials[0].Span, hint: null, lines[1..]);
        }

        terminal.Report(problems);
        if (groups.Sum(group => group.Trials.Count) is var tried && tried < plan.Samples.Count)
        {
            terminal.Out.WriteLine($"{Measure.Count(groups.Count, "network")} were tried, those of {Measure.Count(tried)} among {Measure.Count(plan.Samples.Count, "trial")}: there are too many networks to try them all");
        }

        var sound = groups.Where(group => group.Result is not null).ToArray();
        if (sound.Length > 0)
        {
            TextTable.Write(terminal.Out, ["trials", "parameters", "FLOPs/step", "memory", "time/step", "time/trial", "values in common"], sound.Take(Shown).Select(Cells), terminal.Width());
            WriteTotals(sound, terminal);
            WarnOfData(sound, terminal);
        }

        return problems.Count == 0;
    }

    private string NameOf(PreflightGroup group) => (group.Count, group.Common) switch
    {
        (0, var common) => $"a corner of the space ({(common.Length > 0 ? common : group.Trials[0].Values)})",
        (var count, var common) => $"{(IsWhole ? "" : "about ")}{Measure.Count(TrialsOf(group), "trial")}{(common.Length > 0 ? $" ({common})" : "")}",
    };

    /// <summary>Whether every trial of the sweep was bound.</summary>
    private bool IsWhole => plan.Count == bound;

    /// <summary>How many trials of the sweep a group has; where only some were bound, by their share.</summary>
    private long TrialsOf(PreflightGroup group) =>
        IsWhole || plan.Count is not { } all ? group.Count : (long)Math.Round((double)group.Count / bound * all);

    private string? ProblemOf(PreflightGroup group) => group switch
    {
        { Problem: { } problem } => problem,
        _ when plan.Settings.OnOutOfMemory != OutOfMemoryPolicy.Fail => null,
        { Result: { Memory: var needed } } when needed > Certain * memory.Alone => Shortage(group, memory.Alone, "are free"),
        _ when WasTooLarge(group) => $"memory did not suffice for one step; {Remedy}",
        _ => null,
    };

    /// <summary>Whether a step was tried, since the estimate said that it would fit, and did not.</summary>
    private bool WasTooLarge(PreflightGroup group) =>
        group.Result is { SecondsPerStep: null, Memory: var needed } && needed <= memory.Alone;

    private string Remedy => plan.Settings.OnOutOfMemory == OutOfMemoryPolicy.HalveBatch ? "batches will be halved until they fit"
        : "use a smaller train.batch_size, more train.accumulate, or sweep.on_out_of_memory: halve_batch";

    private static string Shortage(PreflightGroup group, long bytes, string what) =>
        $"about {Measure.Bytes(group.Result!.Memory)} of memory are needed, and {Measure.Bytes(bytes)} {what}";

    private string[] Cells(PreflightGroup group)
    {
        var result = group.Result!;
        return
        [
            (IsWhole ? "" : "~") + Measure.Count(TrialsOf(group)),
            Measure.Count(result.Parameters),
            result.Flops is { } flops ? flops.ToString("0.##e+0", CultureInfo.InvariantCulture) : "unknown",
            Measure.Bytes(result.Memory),
            result.SecondsPerStep is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.##} ms") : "does not fit",
            result.SecondsPerStep is { } step ? Measure.Time(TimeSpan.FromSeconds(step * result.TotalSteps)) : "",
            group.Common,
        ];
    }

    private static void WarnOfData(PreflightGroup[] groups, Terminal terminal)
    {
        foreach (var warning in groups.SelectMany(group => group.Result!.Warnings).Distinct(StringComparer.Ordinal))
        {
            terminal.Warn(warning);
        }
    }

    private void WriteTotals(PreflightGroup[] groups, Terminal terminal)
    {
        if (groups.Length > Shown)
        {
            terminal.Out.WriteLine($"… and {groups.Length - Shown} more");
        }

        var sampled = Math.Max(1, groups.Sum(group => group.Count));
        var seconds = groups.Sum(group => group.Count * group.Result!.TotalSteps * (group.Result.SecondsPerStep ?? 0)) / sampled * (plan.Count ?? sampled);
        terminal.Tell(
            $"{(plan.Count is { } count ? Measure.Count(count, "trial") : "trials")} × {Measure.Time(TimeSpan.FromSeconds(seconds / (plan.Count ?? sampled)))} on {Measure.Count(slots.Slots.Count, "slot")}: "
            + $"about {Measure.Time(TimeSpan.FromSeconds(seconds / slots.Slots.Count))} of training{(plan.Pruner is null ? "" : " without pruning")}; up to {Measure.Bytes(groups.Max(group => group.Result!.Memory))} each");
        foreach (var (group, warning) in groups.Where(group => ProblemOf(group) is null).Select(group => (group, WarningOf(group))).Where(found => found.Item2 is not null))
        {
            terminal.Warn($"{NameOf(group)}: {warning}");
        }
    }

    private string? WarningOf(PreflightGroup group) => !DeviceName.IsGpu(group.Result!.Device) && DeviceName.IsGpu(slots.Slots[0].Device)
            ? $"trained on the {group.Result.Device}, while slots are on {slots.Slots[0].Device}: check train.device and that this libtorch can use the GPU, or write sweep.devices: cpu"
        : group.Result.Memory > memory.Alone ? $"{Shortage(group, memory.Alone, "are free")}: {Remedy}"
        : WasTooLarge(group) ? $"memory did not suffice for one step: {Remedy}"
        : group.Result.Memory > memory.Share ? $"{Shortage(group, memory.Share, "are the share of a slot")}: fewer trials will run beside them"
        : null;
}
