using System.CommandLine;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Commands;

/// <summary><c>completion</c>: a script with which a shell completes the verbs, options, keys and components of this program.</summary>
internal static class CompletionVerb
{
    internal const string Name = "completion";

    /// <summary>The shells that there is a script for.</summary>
    internal static readonly string[] Shells = ["bash", "zsh", "fish"];

    internal static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        var command = new Command(Name, "Write a script that completes commands: source <(experiment completion bash)") { shell };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(shell), terminal));
        return command;
    }

    private static int Write(string shell, Terminal terminal)
    {
        if (!Shells.Contains(shell))
        {
            return terminal.Refuse($"there is no script for '{ShortText.Of(shell)}'; there are: {string.Join(", ", Shells)}");
        }

        terminal.Out.Write(shell switch { "bash" => Bash, "zsh" => Zsh, _ => Fish });
        return ExitCodes.Done;
    }

    // Bash breaks words at '=' and ':', and replaces only what comes behind: so the line is taken as a whole, and the beginning cut off.
    private const string Bash = """
        # source <(experiment completion bash)
        _experiment() {
            local line=${COMP_LINE:0:COMP_POINT} words current kept
            read -ra words <<< "$line"
            [[ $line == *' ' ]] && words+=('')
            current=${words[${#words[@]}-1]}
            local IFS=$'\n'
            COMPREPLY=($("${words[0]}" complete -- "${words[@]:1}" 2>/dev/null))
            kept=${current%"${current##*[=:]}"}
            [[ $COMP_WORDBREAKS == *=* ]] && COMPREPLY=("${COMPREPLY[@]#"$kept"}")
            [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
            return 0
        }
        complete -o default -F _experiment experiment

        """;

    private const string Zsh = """
        #compdef experiment
        # source <(experiment completion zsh)
        _experiment() {
            local -a found
            found=("${(@f)$(experiment complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
            if [[ -n $found[1] ]]; then
                compadd -S '' -- $found
            else
                _files
            fi
        }
        compdef _experiment experiment

        """;

    private const string Fish = """
        # experiment completion fish | source
        function __experiment_complete
            set -l found (experiment complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)
            if test (count $found) -gt 0
                printf '%s\n' $found
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c experiment -f -a '(__experiment_complete)'

        """;
}
