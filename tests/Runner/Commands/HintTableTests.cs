using System.Text.RegularExpressions;
using ExperimentRunner.Commands;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Golden;

namespace ExperimentRunner.Tests.Runner.Commands;

/// <summary>
/// What people write who come from other programs, in <c>hints.txt</c>, a line each: what is written, the hint, and what a reader of the hint
/// would make of it. What is written has exactly one mistake, with this hint; what is made of it has none. Keys of a small valid
/// experiment that a line does not write are added to it; <c>!key</c> leaves one out.
/// </summary>
public sealed partial class HintTableTests : IDisposable
{
    private static readonly Dictionary<string, string> Rest = new(StringComparer.Ordinal)
    {
        ["dataset"] = "digits", ["split"] = "{validation: 0.1, test: 0.1}", ["model"] = "{type: mlp, widths: [16]}", ["loss"] = "cross_entropy",
        ["optimizer"] = "{type: sgd, lr: 0.1}", ["metrics"] = "[accuracy]", ["train"] = "{duration: 2ep}",
    };

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Lines() =>
        [.. File.ReadAllLines(Path.Combine(GoldenFile.Folder(), "hints.txt")).Where(line => line.Length > 0 && !line.StartsWith('#'))];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Lines))]
    public void One_mistake_has_one_message_and_a_hint_that_holds(string line)
    {
        var (written, hint, mended) = line.Split(" => ") is [var first, var second, var third] ? (first, second, third) : throw new FormatException(line);

        var problems = Check(written);
        problems.Should().ContainSingle(DiagnosticRenderer.Render(problems)).Which.Hint.Should().Be(hint);
        DiagnosticRenderer.Render(Check(mended)).Should().BeEmpty($"'{hint}' was followed");
    }

    private IReadOnlyList<Diagnostic> Check(string text)
    {
        var lines = text.Replace("\\n", "\n", StringComparison.Ordinal).Replace("table.csv", Path.Combine(folder.Path, "table.csv"), StringComparison.Ordinal);
        string[] keys = [.. Key.Matches(lines).Select(match => match.Groups["key"].Value)];
        var config = string.Join('\n', lines.Split('\n').Where(line => !line.StartsWith('!')))
            + string.Concat(Rest.Where(pair => !keys.Contains(pair.Key)).Select(pair => $"\n{pair.Key}: {pair.Value}"));
        var path = Path.Combine(folder.Path, "written.yaml");
        File.WriteAllText(path, config + "\n");
        File.WriteAllText(Path.Combine(folder.Path, "table.csv"), "a,b\n1,x\n2,y\n");
        return CheckedConfig.Of([path], [])[0].Problems;
    }

    [GeneratedRegex(@"^!?(?<key>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key { get; }
}
