using System.CommandLine;
using ExperimentRunner.Components;
using ExperimentRunner.Experiments;
using ExperimentRunner.Registry.Loading;

namespace ExperimentRunner.Commands;

/// <summary>What may follow on a command line: verbs, options, kinds and components, and the changes of the config that is named.</summary>
internal static class Completions
{
    /// <summary>The verb that a shell asks with.</summary>
    internal const string Verb = "complete";

    /// <summary>The words that may stand in place of the last; none where a file is expected.</summary>
    /// <param name="root">The verbs.</param>
    /// <param name="words">What is typed behind the program's name; the last word, which may be empty, is the one to complete.</param>
    internal static IEnumerable<string> Of(RootCommand root, IReadOnlyList<string> words)
    {
        var begun = words.Count > 0 ? words[^1] : "";
        Command command = root;
        foreach (var word in words.SkipLast(1))
        {
            command = command.Subcommands.FirstOrDefault(verb => verb.Name == word) ?? command;
        }

        return Candidates(command, words, begun).Where(word => word.StartsWith(begun, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Candidates(Command command, IReadOnlyList<string> words, string begun)
    {
        if (begun.StartsWith('-'))
        {
            return command.Options.Where(option => !option.Hidden).Select(option => option.Name).Append("--help");
        }

        if (command.Subcommands.Any())
        {
            return command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name);
        }

        var config = words.SkipLast(1).FirstOrDefault(File.Exists);
        return command switch
        {
            { Name: "list" } => ExperimentFiles.Registry.Kinds.Select(kind => kind.Name.Contains(' ', StringComparison.Ordinal) ? kind.Plural : kind.Name),
            { Name: "describe" } => [.. ExperimentFiles.Registry.Kinds.SelectMany(ExperimentFiles.Registry.Components).Select(one => one.Name),
                .. ExperimentFiles.Registry.Describe(typeof(Experiment)).Arguments.Select(argument => argument.Key)],
            { Name: CompletionVerb.Name } => CompletionVerb.Shells,
            { Name: "explain" } when config is not null => Changes(config, begun).Select(change => begun.Contains('=', StringComparison.Ordinal) ? change : change.TrimEnd('=')),
            { Name: "run" or "sweep" or "check" or "show" or "explain" } when config is not null => Changes(config, begun),
            _ => [],
        };
    }

    private static IEnumerable<string> Changes(string config, string begun) => Completer.Changes(ExperimentFiles.Load(config, []), begun);
}
