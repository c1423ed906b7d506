using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ExperimentRunner.Components;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Schema;
using ExperimentRunner.Registry.Shapes;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Runner.Commands;

namespace ExperimentRunner.Tests.Documentation;

/// <summary>
/// An editor and <c>check</c> say the same of a file. The files are made of the registry: a valid one, in which an argument of some component
/// gets a value that may fit or not. Rules between arguments are left out, since a schema cannot say them.
/// </summary>
public sealed partial class SchemaVerdictTests : IDisposable
{
    private const int Count = 220;

    // What people write: right here, wrong there.
    private static readonly string[] Values =
    [
        "3", "0", "-1", "0.5", "7.25", "1e9", "true", "word", "\"3\"", "none", "null", "[1, 2]", "[]", "{a: 1}", "10ep", "0.5ep", "20it", "2.5it", "5min", "5 min",
        "\"${tags.x}\"", "[0.5, 0.9]", "[word]", "sgd", "{type: sgd, lr: 0.1}", "{type: nothing}", "cosine", "[accuracy]",
    ];

    // Rules between arguments, searches that do not fit a space, positions past the end of a list that lies below, and two keys of which JSON would keep one.
    private static readonly string[] BetweenArguments = ["CFG016", "CFG062", "CFG039", "CFG028"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_editor_says_what_check_says()
    {
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(JsonSchema.Write(ExperimentFiles.Registry, typeof(Experiment)), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "base.yaml"), Yaml(Whole()), TestContext.Current.CancellationToken);
        var random = new Dice(20261130);
        var differing = new List<string>();
        var (compared, valid) = (0, 0);
        while (compared < Count)
        {
            var text = Yaml(Changed(random));
            var path = Path.Combine(folder.Path, "case.yaml");
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
            var result = await CommandLine.RunAsync("check", path);
            string[] codes = [.. Code.Matches(result.Error).Select(match => match.Value).Distinct()];
            var isOfReference = result.Error.Contains("'${tags.x}' is 'hello'", StringComparison.Ordinal); // what a reference leads to no schema knows
            if (isOfReference || (codes is [var only] && BetweenArguments.Contains(only)))
            {
                continue;
            }

            compared++;
            valid += result.ExitCode == 0 ? 1 : 0;
            var problems = schema.Validate(Json(new YamlReader([]).Read(new SourceText("case.yaml", text))!));
            if ((problems.Count == 0) != (result.ExitCode == 0))
            {
                differing.Add($"{text}\ncheck: {result.Error}\nschema: {string.Join("; ", problems.Select(problem => problem.ToString()).Take(2))}");
            }
        }

        differing.Should().BeEmpty();
        valid.Should().BeInRange(Count / 5, Count * 4 / 5, "both verdicts are compared");
    }

    private static Dictionary<string, string> Whole() => new(StringComparer.Ordinal)
    {
        ["dataset"] = "digits",
        ["split"] = "{validation: 0.1, test: 0.2}",
        ["model"] = "{type: mlp, widths: [16]}",
        ["optimizer"] = "{type: sgd, lr: 0.1}",
        ["loss"] = "cross_entropy",
        ["metrics"] = "[accuracy]",
        ["tags"] = "{x: hello}",
        ["train"] = "{duration: 2ep}",
    };

    private static Dictionary<string, string> Changed(Dice random)
    {
        var file = Whole();
        switch (random.Roll(10))
        {
            case 0:
                file.Remove(Pick(random, [.. file.Keys.Except(["tags", "metrics", "split"])]));
                break;
            case 1:
                file[Pick(random, ["extra", "scheduler", "metrics+", "callbacks+", "stages"])] = Pick(random, Values);
                break;
            case 2:
                file = new Dictionary<string, string>(StringComparer.Ordinal) { ["extends"] = "base.yaml", ["tags"] = "{x: hello}", ["optimizer"] = Pick(random, ["{lr: 0.2}", "{lr: fast}", "{type: adam}", "adam", "{momentum: 0.9}"]) };
                break;
            case 3:
                file["quick"] = Pick(random, ["{train: {duration: 1ep}}", "{train: {durations: 1ep}}", "{optimizer: {lr: 1}}", "{optimizer: {lr: 0}}", "{model: {type: nothing}}", "3", "{metrics+: [f1]}", "{train: {seed: x}}"]);
                break;
            case 4:
                file["sweep"] = $"{{space: {{{Pick(random, ["optimizer.lr", "optimizer.lrr", "train.seed", "model.widths.0", "train.checkpoint.keep", "model"])}: "
                    + $"{Pick(random, ["\"uniform(0.1, 0.2)\"", "\"int(1, 8)\"", "\"unifrom(0, 1)\"", "\"uniform(1)\"", "3", "{choice: [1, 2]}", "{choice: []}", "\"grid(1, 2)\"", "word"])}}}}}";
                break;
            case 5:
                file[Pick(random, ["model", "optimizer", "loss", "dataset", "schedule"])] = Pick(random, ["nothing", "{type: nothing}", "mlp", "sgd", "{type: adam}", "{type: cosine, warmup: 1ep}", "cross_entropy", "3", "[mlp]", "{lr: 0.1}", "{warmup: 1ep}"]);
                break;
            default:
                ChangeArgument(file, random);
                break;
        }

        return file;
    }

    /// <summary>Gives one argument of a component, or of a part of the file, some value.</summary>
    private static void ChangeArgument(Dictionary<string, string> file, Dice random)
    {
        var registry = ExperimentFiles.Registry;
        var root = registry.Describe(typeof(Experiment));
        var key = Pick(random, ["optimizer", "model", "loss", "schedule", "metrics", "callbacks", "augmentation", "train", "split", "tracking"]);
        var shape = root.Find(key)!.Shape;
        if (shape is RecordShape record)
        {
            var required = string.Concat(record.Record.Arguments.Where(a => a.IsRequired).Select(a => $"{a.Key}: {Sample(a)}, "));
            var changed = Pick(random, [.. record.Record.Arguments.Where(a => !a.IsRequired)]);
            file[key] = $"{{{required}{Name(changed, random)}: {Pick(random, [.. Values, Sample(changed), Sample(changed), Sample(changed)])}}}";
            return;
        }

        var kind = shape switch { OneOrNamedShape named => named.Component.Kind, ListShape { Item: ComponentShape item } => item.Kind, ComponentShape one => one.Kind, _ => throw new InvalidOperationException(key) };
        var component = Pick(random, registry.Components(kind));
        var written = string.Concat(component.Record.Arguments.Where(a => a.IsRequired && random.Roll(8) > 0).Select(a => $", {a.Key}: {Sample(a)}"));
        ArgumentDescriptor[] free = [.. component.Record.Arguments.Where(a => !a.IsRequired)];
        var argument = free.Length > 0 ? Pick(random, free) : null;
        var further = argument is null ? "" : $", {Name(argument, random)}: {Pick(random, [.. Values, Sample(argument), Sample(argument), Sample(argument)])}";
        file[key] = shape is ListShape ? $"[{{type: {component.Name}{written}{further}}}]" : $"{{type: {component.Name}{written}{further}}}";
    }

    private static string Name(ArgumentDescriptor argument, Dice random) => random.Roll(12) == 0 ? argument.Key + "x" : argument.Key;

    private static string Sample(ArgumentDescriptor argument) => Sample(argument.Shape, argument);

    private static string Sample(ValueShape shape, ArgumentDescriptor argument) => shape switch
    {
        ScalarShape { Kind: ScalarKind.Boolean } => "true",
        ScalarShape { Kind: ScalarKind.WholeNumber } => Inside(argument.Range, whole: true),
        ScalarShape { Kind: ScalarKind.Number } => Inside(argument.Range, whole: false),
        ScalarShape { Kind: ScalarKind.Choice } choice => choice.Choices[0],
        ScalarShape { Kind: ScalarKind.Duration or ScalarKind.Cadence } => "1ep",
        ScalarShape { Kind: ScalarKind.WallTime } => "1h",
        ScalarShape { Kind: ScalarKind.Secret } => "\"${env:SOME_NAME}\"",
        ScalarShape => "word",
        ListShape list => $"[{string.Join(", ", Enumerable.Repeat(Sample(list.Item, argument), Math.Max(argument.Length?.Minimum ?? 1, 1)))}]",
        _ => "none",
    };

    private static string Inside(RangeAttribute? range, bool whole)
    {
        var (low, high) = (Math.Max(range?.Minimum ?? 0, -100), Math.Min(range?.Maximum ?? 8, 100));
        return (whole ? Math.Ceiling((low + high) / 2) : (low + high) / 2).ToString(CultureInfo.InvariantCulture);
    }

    private static T Pick<T>(Dice random, IReadOnlyList<T> of) => of[random.Roll(of.Count)];

    private static string Yaml(Dictionary<string, string> file) => string.Concat(file.Select(entry => $"{entry.Key}: {entry.Value}\n"));

    private static string Json(ConfigNode node) => node switch
    {
        MappingNode mapping => $"{{{string.Join(",", mapping.Entries.Select(entry => $"{JsonSerializer.Serialize(entry.Value is AppendNode ? entry.Key + "+" : entry.Key)}:{Json(entry.Value)}"))}}}",
        SequenceNode list => $"[{string.Join(",", list.Items.Select(Json))}]",
        AppendNode append => $"[{string.Join(",", append.Items.Select(Json))}]",
        ScalarNode { IsNull: true } => "null",
        ScalarNode scalar when scalar.AsInteger() is { } whole => whole.ToString(CultureInfo.InvariantCulture),
        ScalarNode scalar when scalar.AsBoolean() is not null || scalar.AsNumber() is not null => scalar.Text,
        ScalarNode scalar => JsonSerializer.Serialize(scalar.Text),
        _ => "null",
    };

    [GeneratedRegex("CFG[0-9]{3}", RegexOptions.None, 1000)]
    private static partial Regex Code { get; }

    /// <summary>A fixed sequence of numbers (a linear congruence, Knuth's MMIX).</summary>
    private sealed class Dice(ulong state)
    {
        private ulong _state = state;

        /// <summary>A number from 0 to below a limit.</summary>
        public int Roll(int below)
        {
            _state = unchecked((_state * 6364136223846793005) + 1442695040888963407);
            return (int)((_state >> 33) % (ulong)below);
        }
    }
}
