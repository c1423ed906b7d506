using System.Globalization;
using System.Text.RegularExpressions;

namespace ExperimentRunner.Tests.Runner.Projections;

/// <summary>Reads <c>mlruns/</c> as MLflow's file store would, and fails on whatever makes that fail.</summary>
internal sealed partial class StrictFileStore(string root)
{
    internal sealed record Run(string Experiment, string Id, IReadOnlyDictionary<string, string> Meta, IReadOnlyDictionary<string, List<(long Time, double Value, long Step)>> Metrics, IReadOnlyDictionary<string, string> Params, IReadOnlyDictionary<string, string> Tags, string Folder)
    {
        internal int Status => int.Parse(Meta["status"], CultureInfo.InvariantCulture);
    }

    internal sealed record Model(string Id, string Run, string Folder);

    internal IReadOnlyList<Model> Models() => [.. Directory.EnumerateDirectories(root).Where(folder => Path.GetFileName(folder) != ".trash").SelectMany(ModelsOf)];

    internal IReadOnlyList<Run> Runs() => [.. Directory.EnumerateDirectories(root).Where(folder => Path.GetFileName(folder) != ".trash").SelectMany(RunsOf)];

    private static IEnumerable<Run> RunsOf(string experiment)
    {
        var meta = Meta(Path.Combine(experiment, "meta.yaml"), ["artifact_location", "creation_time", "experiment_id", "last_update_time", "lifecycle_stage", "name"]);
        meta["experiment_id"].Should().Be($"'{Path.GetFileName(experiment)}'");
        return Directory.EnumerateDirectories(experiment)
            .Where(folder => Path.GetFileName(folder) is not ("datasets" or "models" or "tags"))
            .Select(folder => ReadRun(meta["name"].Trim('\''), folder))
            .ToArray();
    }

    private static IEnumerable<Model> ModelsOf(string experiment) => Subfolders(experiment, "models").Select(folder =>
    {
        var meta = Meta(Path.Combine(folder, "meta.yaml"), [
            "artifact_location", "creation_timestamp", "experiment_id", "last_updated_timestamp", "model_id", "model_type", "name", "source_run_id", "status", "status_message"]);
        meta["model_id"].Should().Be($"'{Path.GetFileName(folder)}'").And.MatchRegex("^'m-[0-9a-f]{32}'$");
        meta["experiment_id"].Should().Be($"'{Path.GetFileName(experiment)}'");
        meta["status"].Should().Be("2");
        new Uri(meta["artifact_location"].Trim('\'')).LocalPath.Should().Be(Path.Combine(folder, "artifacts"));
        foreach (var name in (string[])["artifacts", "metrics", "params", "tags"])
        {
            Directory.Exists(Path.Combine(folder, name)).Should().BeTrue();
        }

        foreach (var line in Directory.EnumerateFiles(Path.Combine(folder, "metrics"), "*", SearchOption.AllDirectories).SelectMany(File.ReadAllLines))
        {
            line.Should().MatchRegex($@"^\d+ \S+ \d+ {meta["source_run_id"].Trim('\'')}( \S+ \S+)?$");
        }

        return new Model(Path.GetFileName(folder), meta["source_run_id"].Trim('\''), folder);
    });

    private static string[] Subfolders(string folder, string name) => Path.Combine(folder, name) is var path && Directory.Exists(path) ? Directory.GetDirectories(path) : [];

    private static Run ReadRun(string experiment, string folder)
    {
        var meta = Meta(Path.Combine(folder, "meta.yaml"), [
            "artifact_uri", "end_time", "entry_point_name", "experiment_id", "lifecycle_stage", "run_id", "run_name", "source_name", "source_type",
            "source_version", "start_time", "status", "tags", "user_id"]);
        meta["run_id"].Should().Be($"'{Path.GetFileName(folder)}'").And.MatchRegex("^'[0-9a-f]{32}'$");
        meta["status"].Should().MatchRegex("^[1345]$");
        meta["tags"].Should().Be("[]");
        long.Parse(meta["start_time"], CultureInfo.InvariantCulture).Should().BePositive();
        Directory.Exists(Path.Combine(folder, "artifacts")).Should().BeTrue();
        foreach (var input in Subfolders(folder, "inputs"))
        {
            Meta(Path.Combine(input, "meta.yaml"), ["destination_id", "destination_type", "source_id", "source_type", "tags"]);
        }

        foreach (var output in Subfolders(folder, "outputs"))
        {
            Meta(Path.Combine(output, "meta.yaml"), ["destination_id", "destination_type", "source_id", "source_type", "step", "tags"])["destination_id"]
                .Should().Be($"'{Path.GetFileName(output)}'");
        }

        return new Run(
            experiment, Path.GetFileName(folder), meta,
            Files(Path.Combine(folder, "metrics")).ToDictionary(file => file.Key, file => History(file.Value)),
            Files(Path.Combine(folder, "params")).ToDictionary(file => file.Key, file => OneLine(file.Value)),
            Files(Path.Combine(folder, "tags")).ToDictionary(file => file.Key, file => File.ReadAllText(file.Value)), folder);
    }

    private static Dictionary<string, string> Meta(string path, string[] keys)
    {
        var lines = File.ReadAllLines(path);
        var values = lines.Where(line => line[0] != ' ').Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim());
        values.Keys.Should().BeEquivalentTo(keys, path);
        return values;
    }

    private static IEnumerable<KeyValuePair<string, string>> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file =>
        {
            var name = Path.GetRelativePath(folder, file);
            name.Should().MatchRegex(@"^[/\w.\- :]*$");
            return KeyValuePair.Create(name, file);
        });

    private static string OneLine(string file)
    {
        var text = File.ReadAllText(file);
        text.Should().NotContain("\n");
        return text;
    }

    private static List<(long Time, double Value, long Step)> History(string file)
    {
        var text = File.ReadAllText(file);
        text.Should().NotBeEmpty(file).And.EndWith("\n", file);
        return [.. text.TrimEnd('\n').Split('\n').Select(line =>
        {
            var match = MetricLine.Match(line);
            match.Success.Should().BeTrue($"'{line}' of {file} must be 'timestamp value step'");
            return (long.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture), Number(match.Groups["value"].Value), long.Parse(match.Groups["step"].Value, CultureInfo.InvariantCulture));
        })];
    }

    private static double Number(string text) => text switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex("^(?<time>[0-9]{13}) (?<value>nan|-?inf|-?[0-9.]+(E[+-][0-9]+)?) (?<step>[0-9]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MetricLine { get; }
}
