using System.Text.Json.Nodes;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Experiments;

/// <summary>
/// Holds the config in a run's folder against what the run was trained with: <c>identity.json</c>, whose SHA-256 is the run's identity.
/// One that was edited since would train or measure something else under the old name.
/// </summary>
internal static class TrainedConfig
{
    private const string AsByDefault = "left out";
    private const string RecordVersion = "@version";
    private const int Shown = 10;
    private const int LargestFile = 1 << 24;

    /// <summary>Refuses to go on training with a config that was edited, or whose components compute otherwise by now.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="identity">The run's identity.</param>
    /// <param name="now">What its config says now.</param>
    /// <exception cref="RunnerException">It was edited.</exception>
    internal static void RefuseOther(TrialFolder folder, string identity, LoadedExperiment now)
    {
        var trained = Read(folder, identity);
        if (now.Identity != identity && now.Shape != trained)
        {
            throw new RunnerException(Message(folder, trained is null ? [] : Differences(trained, now.Shape, areVersionsEqual: false)));
        }
    }

    /// <summary>
    /// Refuses to use a model with a config that was edited. A component that computes otherwise by now, such as a metric, is no edit.
    /// </summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="identity">The run's identity.</param>
    /// <param name="now">What its config says now.</param>
    /// <exception cref="RunnerException">It was edited.</exception>
    internal static void RefuseEdited(TrialFolder folder, string identity, LoadedExperiment now)
    {
        if (Read(folder, identity) is { } trained && trained != now.Shape && Differences(trained, now.Shape, areVersionsEqual: true) is { Count: > 0 } differences)
        {
            throw new RunnerException(Message(folder, differences));
        }
    }

    /// <summary>What the run was trained with; null where an older version kept none.</summary>
    private static string? Read(TrialFolder folder, string identity)
    {
        var file = folder.IdentityFile;
        if (RegularFile.KindOf(file) == FileKind.Missing)
        {
            return null;
        }

        var text = RegularFile.SizeOf(file) is <= LargestFile ? RegularFile.ReadText(file, LargestFile) : "";
        return Identity.HashOf(text) == identity ? text : throw new RunnerException(
            $"{file} is damaged: it does not hold what this run's identity, {identity}, was made of; restore it, or remove it to use the run as its config says");
    }

    private static string Message(TrialFolder folder, List<string> differences)
    {
        var file = Path.GetRelativePath(Directory.GetCurrentDirectory(), folder.ConfigFile);
        var shown = differences.Count == 0
            ? "  (this run was begun by an older version, which did not keep what it was trained with)"
            : string.Join('\n', differences.Take(Shown).Select(difference => $"  {difference}")) + (differences.Count > Shown ? $"\n  and {differences.Count - Shown} more" : "");
        return $"{file} was edited since this run was trained with it:\n{shown}\n"
            + $"put it back to go on with this run; to train what it says now, begin a new run: experiment run {ShellWord.Of(file)}";
    }

    private static List<string> Differences(string trained, string now, bool areVersionsEqual)
    {
        var (before, after) = (Flat(trained, areVersionsEqual), Flat(now, areVersionsEqual));
        return [.. before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(key => (key, Was: before.GetValueOrDefault(key, AsByDefault), Is: after.GetValueOrDefault(key, AsByDefault)))
            .Where(value => value.Was != value.Is)
            .Select(value => $"{value.key}: {value.Is} now, {value.Was} when it was trained")];
    }

    /// <summary>Every value by its address.</summary>
    private static Dictionary<string, string> Flat(string json, bool areVersionsEqual)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(JsonNode.Parse(json), "");
        return values;

        void Add(JsonNode? node, string address)
        {
            var children = node switch
            {
                JsonObject members => members.Select(member => (member.Key, member.Value)),
                JsonArray items => items.Select((item, index) => (FormattableString.Invariant($"{index}"), item)),
                _ => null,
            };
            if (children is null)
            {
                var text = node?.ToString() ?? "none";
                if (!areVersionsEqual || !address.EndsWith(RecordVersion, StringComparison.Ordinal))
                {
                    values[address] = areVersionsEqual && address.EndsWith("type", StringComparison.Ordinal) ? text.Split('@')[0] : text;
                }

                return;
            }

            foreach (var (key, child) in children)
            {
                Add(child, address.Length == 0 ? key : $"{address}.{key}");
            }
        }
    }
}
