using System.Text.Json;
using System.Text.Json.Serialization;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Sweeps.Slots;

/// <summary>
/// The memory that the trials of a sweep need, as their rehearsal measured it. It is kept beside the results for whoever continues the
/// sweep.
/// </summary>
/// <param name="plan">The sweep.</param>
/// <param name="bytes">Bytes by the work of a step.</param>
internal sealed class MemoryNeeds(SweepPlan plan, IReadOnlyDictionary<string, long> bytes)
{
    private readonly StepWork work = new(plan);
    private readonly long most = bytes.Count > 0 ? bytes.Values.Max() : 0;

    /// <summary>What a pre-flight has measured.</summary>
    /// <param name="plan">The sweep.</param>
    /// <param name="measured">Trials that each stand for those of the same work, and the bytes that they took.</param>
    internal static MemoryNeeds Of(SweepPlan plan, IEnumerable<(LoadedExperiment Trial, long Bytes)> measured)
    {
        var same = new StepWork(plan);
        return new(plan, measured.ToDictionary(one => same.Of(one.Trial), one => one.Bytes, StringComparer.Ordinal));
    }

    /// <summary>What an earlier runner of the same sweep has kept; null where there is nothing that can be read.</summary>
    internal static MemoryNeeds? Read(SweepPlan plan, ExperimentFolder home)
    {
        try
        {
            return StrictJson.ReadFile(FileOf(home), SweepJson.Default.KeptNeeds, "it is measured again") is { } kept && kept.Sweep == plan.Key
                ? new(plan, kept.Bytes)
                : null;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return null; // it is measured again
        }
    }

    /// <summary>Keeps it.</summary>
    internal void Write(ExperimentFolder home) =>
        AtomicFile.Write(FileOf(home), JsonSerializer.Serialize(new KeptNeeds(plan.Key, bytes), SweepJson.Default.KeptNeeds));

    /// <summary>What a trial needs, in bytes; as much as any where it was not rehearsed.</summary>
    internal long Of(LoadedExperiment trial) => bytes.TryGetValue(work.Of(trial), out var known) ? known : most;

    private static string FileOf(ExperimentFolder home) => Path.Combine(home.SweepFolder, "memory.json");
}

/// <summary>Measured memory, as it is kept in a file.</summary>
/// <param name="Sweep">The key of the sweep's plan.</param>
/// <param name="Bytes">Bytes by the work of a step.</param>
internal sealed record KeptNeeds(string Sweep, IReadOnlyDictionary<string, long> Bytes);

/// <summary>JSON of sweeps.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(KeptNeeds))]
internal sealed partial class SweepJson : JsonSerializerContext;
