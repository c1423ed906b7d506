using System.CommandLine;
using System.CommandLine.Parsing;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Commands;

/// <summary>What is wrong with a command line, in the words of this program.</summary>
internal static class Usage
{
    /// <summary>Names every mistake.</summary>
    internal static IEnumerable<string> Problems(RootCommand root, string[] arguments, ParseResult parsed)
    {
        if (arguments is [])
        {
            return ["a command is missing"];
        }

        if (UnknownCommand(root, arguments[0]) is { } unknown)
        {
            return [unknown];
        }

        string[] problems = [.. BadWords(arguments, parsed), .. parsed.Errors.Count > 0 ? TooFewOrMany(parsed) : []];
        return problems is [] ? parsed.Errors.Select(error => error.Message) : problems;
    }

    private static string? UnknownCommand(RootCommand root, string word) =>
        word.StartsWith('-') || root.Subcommands.Any(command => command.Name == word)
            ? null
            : Join($"there is no command '{ShortText.Of(word)}'", Suggestion.Hint(word, root.Subcommands.Select(command => command.Name)));

    /// <summary>The parser takes an option that it does not know for an argument, and an empty word for a word.</summary>
    private static IEnumerable<string> BadWords(string[] arguments, ParseResult parsed)
    {
        var isOpen = !arguments.Contains("--", StringComparer.Ordinal);
        var options = parsed.CommandResult.Command.Options.Select(option => option.Name).ToArray();
        foreach (var result in parsed.CommandResult.Children)
        {
            foreach (var word in result.Tokens.Select(token => token.Value))
            {
                if (string.IsNullOrWhiteSpace(word))
                {
                    yield return $"{NameOf(result)} is empty";
                }
                else if (isOpen && result is ArgumentResult && word.StartsWith('-'))
                {
                    yield return Join($"there is no option '{ShortText.Of(word)}'", Suggestion.Hint(word, options));
                }
            }
        }
    }

    /// <summary>What the parser misses, and what it does not know what to do with.</summary>
    private static IEnumerable<string> TooFewOrMany(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Action is null)
        {
            yield return $"'{command.Name}' needs a command: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}";
            yield break;
        }

        foreach (var missing in command.Arguments.Where(argument => IsMissing(argument, parsed)))
        {
            yield return $"'{command.Name}' needs {missing.Name}";
        }

        foreach (var option in parsed.CommandResult.Children.OfType<OptionResult>().Where(option => option is { Implicit: false, Tokens: [] } && option.Option.Arity.MinimumNumberOfValues > 0))
        {
            yield return $"{option.Option.Name} needs a value";
        }

        foreach (var word in parsed.UnmatchedTokens)
        {
            yield return word.StartsWith('-') ? $"there is no option '{ShortText.Of(word)}'" : $"'{ShortText.Of(word)}' is one word too many";
        }
    }

    private static bool IsMissing(Argument argument, ParseResult parsed) =>
        !argument.HasDefaultValue && argument.Arity.MinimumNumberOfValues > (parsed.GetResult(argument)?.Tokens.Count ?? 0);

    private static string NameOf(SymbolResult result) => result switch
    {
        ArgumentResult argument => argument.Argument.Name,
        OptionResult option => option.Option.Name,
        _ => "a word",
    };

    private static string Join(string problem, string? hint) => hint is null ? problem : $"{problem}; {hint}";
}
