using System.Text.RegularExpressions;

namespace ExperimentRunner.Tests.Documentation;

/// <summary>A page of the documentation.</summary>
internal sealed partial class MarkdownPage(string path)
{
    private const int Patience = 10_000; // milliseconds

    private readonly string text = Repository.Read(path);

    /// <summary>What stands between fences of a language.</summary>
    internal IEnumerable<string> Code(string language) => Fence.Matches(text)
        .Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value);

    /// <summary>Where links lead that stay in the repository.</summary>
    internal IEnumerable<string> Links() => Link.Matches(Fence.Replace(text, "")).Select(match => match.Groups["to"].Value)
        .Where(link => !link.Contains("://", StringComparison.Ordinal));

    /// <summary>Whether a link leads to a file or folder, and to a heading of it where it names one.</summary>
    internal bool Resolves(string link)
    {
        var parts = link.Split('#');
        var target = parts[0].Length == 0 ? path : Path.Combine(Path.GetDirectoryName(path)!, parts[0]);
        return Path.Exists(Repository.At(target)) && (parts.Length == 1 || new MarkdownPage(target).Anchors().Contains(parts[1]));
    }

    private IEnumerable<string> Anchors() => Heading.Matches(text).Select(match =>
        string.Concat(match.Groups["title"].Value.ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-'));

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, Patience)]
    private static partial Regex Fence { get; }

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.None, Patience)]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"^#+ (?<title>.+)$", RegexOptions.Multiline, Patience)]
    private static partial Regex Heading { get; }
}
