using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ExperimentRunner.Viewing;

/// <summary>What <c>mlflow server</c> is told.</summary>
/// <param name="Port">The port on this machine.</param>
internal sealed partial record ServerOptions(int Port)
{
    private const string EnvironmentPrefix = "MLFLOW_";

    /// <summary>What some versions do not know and the server works without: old ones keep no files for others.</summary>
    private ImmutableArray<(string Option, string? Value)> Dispensable { get; init; } =
        [("--serve-artifacts", null), ("--artifacts-destination", UiFolder.Artifacts), ("--workers", "2")];

    /// <summary>The address that the server then has.</summary>
    internal Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));

    /// <summary>The command line behind the program's name.</summary>
    internal IEnumerable<string> Arguments() =>
    [
        "server", "--backend-store-uri", $"sqlite:///{UiFolder.Database}", "--host", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture),
        .. Dispensable.SelectMany(option => (string?[])[option.Option, option.Value]).OfType<string>(),
    ];

    /// <summary>The environment less what would make another server of it: another store, other hosts, a login.</summary>
    internal static IEnumerable<KeyValuePair<string, string?>> Environment(IDictionary inherited) =>
    [
        .. inherited.Keys.Cast<string>().Where(name => name.StartsWith(EnvironmentPrefix, StringComparison.Ordinal)).Select(name => KeyValuePair.Create(name, (string?)null)),
        KeyValuePair.Create<string, string?>("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false"),
        KeyValuePair.Create<string, string?>("PYTHONUNBUFFERED", "1"),
    ];

    /// <summary>The options without the one that this version says it does not know; null where that is not what it says, or it is needed.</summary>
    internal ServerOptions? Without(string log) =>
        UnknownOption().Match(log) is { Success: true } match && Dispensable.Where(option => option.Option != match.Groups["option"].Value).ToImmutableArray() is var rest && rest.Length < Dispensable.Length
            ? this with { Dispensable = rest }
            : null;

    [GeneratedRegex("[Nn]o such option:?\\s+['\"]?(?<option>--[a-z-]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex UnknownOption();
}
