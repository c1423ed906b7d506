using System.Reflection;
using ExperimentRunner.Components;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Tests.Architecture;

/// <summary>No two folders use each other, be it through others: what is read first never needs what comes after it.</summary>
public sealed class CircleTests
{
    private const string Whole = "an experiment holds one component of each kind, and what trains takes it whole";
    private const string Helpers = "what all data sets share stands beside them";

    /// <summary>Arrows that close a circle, with what they are for; there is none within the runner, and no further one may come.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["ExperimentRunner.Components -> ExperimentRunner.Components.Methods"] = Whole,
        ["ExperimentRunner.Components -> ExperimentRunner.Components.Training"] = Whole,
        ["ExperimentRunner.Components -> ExperimentRunner.Components.Claims"] = Whole,
        ["ExperimentRunner.Components -> ExperimentRunner.Components.Analyses"] = Whole,
        ["ExperimentRunner.Components.Methods -> ExperimentRunner.Components.Training"] = "a method reads the settings of training",
        ["ExperimentRunner.Components.Datasets.Tables -> ExperimentRunner.Components.Datasets"] = Helpers,
        ["ExperimentRunner.Components.Datasets.Images -> ExperimentRunner.Components.Datasets"] = Helpers,
        ["ExperimentRunner.Components.Datasets.Inputs -> ExperimentRunner.Components.Datasets"] = Helpers,
        ["ExperimentRunner.Components.Datasets.Tables -> ExperimentRunner.Components.Datasets.Inputs"] = "a table is read as a data set and as inputs",
        ["ExperimentRunner.Registry.Diagnostics -> ExperimentRunner.Registry.Secrets"] = "messages show no secrets",
        ["ExperimentRunner.Registry.Configuration -> ExperimentRunner.Registry.Expressions"] = "an address is an expression, and an expression is read from a node",
        ["ExperimentRunner.Registry.Expressions -> ExperimentRunner.Registry.Components"] = "forms of ranges have synonyms, as arguments have",
        ["ExperimentRunner.Registry.Shapes -> ExperimentRunner.Registry.Components"] = "a shape of a component names its kind",
        ["ExperimentRunner.Registry.Components -> ExperimentRunner.Registry.Plugins"] = "components are found in plug-ins, too",
    };

    public static TheoryData<string> Parts => [nameof(Runner), nameof(Components), nameof(Registry)];

    private static Assembly Runner => typeof(Terminal).Assembly;

    private static Assembly Components => typeof(Experiment).Assembly;

    private static Assembly Registry => typeof(ComponentRegistry).Assembly;

    [Theory]
    [MemberData(nameof(Parts))]
    public void Folders_use_each_other_in_one_direction(string part)
    {
        var uses = Uses(part switch { nameof(Runner) => Runner, nameof(Components) => Components, _ => Registry });
        foreach (var arrow in Known.Keys.Select(arrow => arrow.Split(" -> ")))
        {
            uses.GetValueOrDefault(arrow[0])?.Remove(arrow[1]);
        }

        Circles(uses).Should().BeEmpty();
    }

    [Fact]
    public void What_is_known_is_still_there()
    {
        var all = new[] { Runner, Components, Registry }.SelectMany(Uses).SelectMany(folder => folder.Value.Keys.Select(used => $"{folder.Key} -> {used}"));
        Known.Keys.Should().BeSubsetOf(all, "an arrow that is gone leaves the list");
    }

    [Fact]
    public void A_circle_is_found()
    {
        var uses = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal) { ["a"] = To("b"), ["b"] = To("c"), ["c"] = To("a"), ["d"] = To("a") };
        Circles(uses).Should().ContainSingle().Which.Should().Contain("a -> b").And.Contain("c -> a").And.NotContain("d");

        static Dictionary<string, string> To(string folder) => new(StringComparer.Ordinal) { [folder] = "by a type" };
    }

    /// <summary>Folders by name, with those that they use and a type of each that does.</summary>
    private static Dictionary<string, Dictionary<string, string>> Uses(Assembly assembly)
    {
        var uses = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var type in assembly.GetTypes().Where(type => FolderOf(type) is not null))
        {
            var own = uses.TryGetValue(FolderOf(type)!, out var known) ? known : uses[FolderOf(type)!] = new(StringComparer.Ordinal);
            foreach (var used in UsedTypes.Of(type).Where(used => used.Assembly == assembly && FolderOf(used) is { } folder && folder != FolderOf(type)))
            {
                own.TryAdd(FolderOf(used)!, $"{type.Name} uses {used.Name}");
            }
        }

        return uses;
    }

    /// <summary>The folder of a type, which is its namespace; null for what the compiler adds by itself.</summary>
    private static string? FolderOf(Type type) => type.DeclaringType is { } outer ? FolderOf(outer)
        : type.Namespace?.StartsWith("ExperimentRunner", StringComparison.Ordinal) == true ? type.Namespace : null;

    /// <summary>Groups of folders of which each reaches each: the arrows within, a line each.</summary>
    private static List<string> Circles(Dictionary<string, Dictionary<string, string>> uses)
    {
        var reached = uses.Keys.ToDictionary(folder => folder, folder => Reached(folder, uses), StringComparer.Ordinal);
        return [.. uses.Keys.Where(folder => reached[folder].Contains(folder))
            .GroupBy(folder => string.Join(' ', uses.Keys.Where(other => reached[folder].Contains(other) && reached[other].Contains(folder)).Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            .Select(circle => string.Join('\n', circle.SelectMany(folder => uses[folder].Where(used => circle.Contains(used.Key)).Select(used => $"{folder} -> {used.Key} ({used.Value})"))))];
    }

    private static HashSet<string> Reached(string folder, Dictionary<string, Dictionary<string, string>> uses)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>([folder]);
        while (next.TryDequeue(out var from))
        {
            foreach (var used in (uses.GetValueOrDefault(from)?.Keys ?? Enumerable.Empty<string>()).Where(reached.Add))
            {
                next.Enqueue(used);
            }
        }

        return reached;
    }
}
