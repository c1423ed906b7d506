using System.Text.RegularExpressions;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Tests.Golden;

namespace ExperimentRunner.Tests.Registry.Errors;

/// <summary>A hint is worth following: each one that the stored errors hold is applied to its text, and its error is gone.</summary>
public sealed partial class HintTests
{
    private static readonly string Folder = Path.Combine(GoldenFile.Folder(), "Cases");

    public static TheoryData<string> Cases() =>
        [.. Directory.GetFiles(Folder, "*.txt").Where(file => !File.ReadAllText(file).Contains("=== registry", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Following_a_hint_removes_its_error(string name)
    {
        var error = new ErrorCase(File.ReadAllText(Path.Combine(Folder, name + ".txt")));
        foreach (var problem in error.Load((_, text) => text).Where(problem => problem.Hint is not null && problem.Span is not null))
        {
            var ways = Ways(problem).ToArray();
            (ways.Length > 0 || Advice.IsMatch(problem.Hint!)).Should().BeTrue($"'{problem.Hint}' is neither a replacement that this test can make nor known advice");
            foreach (var way in ways)
            {
                error.Load((source, text) => source == problem.Span!.Value.Source.Name && text == problem.Span.Value.Source.Content ? way.Edited : text, way.Further)
                    .Should().NotContain(left => left.Code == problem.Code && left.Message == problem.Message, $"'{problem.Hint}' was followed: {way.Edited}");
            }
        }
    }

    private static IEnumerable<(string Edited, string[] Further)> Ways(Diagnostic problem)
    {
        var span = problem.Span!.Value;
        var hint = problem.Hint!;
        if (hint == "take the quotes off")
        {
            yield return (Replaced(span, span.Text[1..^1]), []);
        }
        else if (hint.StartsWith("put it in brackets", StringComparison.Ordinal))
        {
            yield return (Replaced(span, $"[{span.Text}]"), []);
        }
        else if (Entry.Match(hint) is { Success: true } entry && entry.Groups["entry"].Value is var text)
        {
            var end = problem.Message.Contains("space after", StringComparison.Ordinal) ? span.Length : EntryEnd(span);
            yield return text.Split('=') is [var key, var value] ? Moved(span, key, value) : (Replaced(span with { Length = end }, text), []);
        }
        else if (Places.Matches(hint) is { Count: > 0 } places)
        {
            foreach (Match place in places)
            {
                yield return Moved(span, $"{place.Groups["where"].Value}.{place.Groups["key"].Value}", ValueOf(span));
            }
        }
        else if (hint.StartsWith("did you mean", StringComparison.Ordinal) || Called.IsMatch(hint))
        {
            foreach (var name in Quoted.Matches(hint).Select(match => match.Groups["name"].Value).Skip(Called.IsMatch(hint) ? 1 : 0))
            {
                yield return name.Contains('.') && !name.StartsWith('$') && span.Source.IsFile && !name.EndsWith(".yaml", StringComparison.Ordinal)
                    ? Moved(span, name, ValueOf(span)) : (Replaced(span, name), []);
            }
        }
        else if (Written.Match(hint) is { Success: true } written && !Advice.IsMatch(hint))
        {
            foreach (var value in written.Groups["value"].Value.Split(" or "))
            {
                yield return (Replaced(span, value.Trim('\'')), []);
            }
        }
    }

    private static string Replaced(SourceSpan span, string text) => span.Source.Content.Remove(span.Start, span.Length).Insert(span.Start, text);

    private static int EntryEnd(SourceSpan span) =>
        span.Source.Content.AsSpan(span.Start).IndexOfAny(",}\n") is >= 0 and var end ? end : span.Source.Content.Length - span.Start;

    private static string ValueOf(SourceSpan span) =>
        span.Source.Content.Substring(span.Start + span.Length, EntryEnd(span) - span.Length).TrimStart(':', ' ');

    /// <summary>The entry taken out of its file, and written where it belongs.</summary>
    private static (string Edited, string[] Further) Moved(SourceSpan span, string address, string value) =>
        (Replaced(span with { Length = EntryEnd(span) }, ""), [$"{address}={value}"]);

    [GeneratedRegex(@"^'[^']+' is called '", RegexOptions.None, 1000)]
    private static partial Regex Called { get; }

    [GeneratedRegex(@"'(?<key>\w+)' in '(?<where>[\w.]+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Places { get; }

    [GeneratedRegex(@"write '(?<entry>[\w.]+[:=] ?[^']+)'$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry { get; }

    [GeneratedRegex(@"'(?<name>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted { get; }

    [GeneratedRegex(@"^write (?<value>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written { get; }

    // What says in general what to do, without a text to put in place.
    [GeneratedRegex("""
        ^(add\ a\ type|write\ its\ value|ranges\ stand\ under\ sweep\.space|count\ epochs\ or\ steps.*|write\ a\ path,\ or\ a\ list\ of\ paths
        |write\ 'extends:\ FILE'.*|set\ it,\ or\ give\ a\ default.*|only\ arguments\ that\ are\ secret.*|leave\ it\ out|leave\ the\ line\ out.*|remove\ the\ tag
        |replace\ it\ by\ spaces|write\ the\ path|write\ '\$\{…\}'|write\ \$\{env:NAME\}|for\ example\ .*|write\ a\ list\ as.*|write\ one\ value;.*
        |quote\ the\ value.*|write\ a\ mapping\ as.*|for\ several\ under\ names.*|name\ one\ by\ its\ position.*|it\ belongs\ at\ the\ top\ level|write\ one\ like.*
        |quote\ the\ key.*|write\ a\ value.*|add\ --trust-plugins\ .*)$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Advice { get; }
}
