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

        return UnknownCommand(root, arguments[0]) is { } unknown
            ? [unknown]
            : parsed.Errors.Select(error => error.Message).Concat(BadWords(arguments, parsed));
    }

    private static string? UnknownCommand(RootCommand root, string word) =>
        word.StartsWith('-') || root.Subcommands.Any(command => command.Name == word)
            ? null
            : Join($"there is no command '{word}'", Suggestion.Hint(word, root.Subcommands.Select(command => command.Name)));

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
                    yield return Join($"there is no option '{word}'", Suggestion.Hint(word, options));
                }
            }
        }
    }

    private static string NameOf(SymbolResult result) => result switch
    {
        ArgumentResult argument => argument.Argument.Name,
        OptionResult option => option.Option.Name,
        _ => "a word",
    };

    private static string Join(string problem, string? hint) => hint is null ? problem : $"{problem}; {hint}";
}
