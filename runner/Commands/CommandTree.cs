using System.CommandLine;
using ExperimentRunner.Experiments;
using ExperimentRunner.Output;

namespace ExperimentRunner.Commands;

/// <summary>The command line: all verbs.</summary>
public static class CommandTree
{
    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where to write.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal)
    {
        var root = Create(terminal);
        var trust = new Option<bool>("--trust-plugins") { Recursive = true, Description = "The plug-ins of a config run as soon as it is read, by check and show too. Also run those from outside the project, and remember their folders." };
        root.Options.Add(trust);
        if (arguments is [Completions.Verb, "--", .. var typed])
        {
            foreach (var completion in Completions.Of(root, typed))
            {
                terminal.Out.WriteLine(completion);
            }

            return ExitCodes.Done;
        }

        string[] words = arguments is ["help", .. var rest] ? [.. rest, "--help"] : arguments;
        var parsed = root.Parse(words);
        if (Usage.Problems(root, words, parsed).ToArray() is { Length: > 0 } problems)
        {
            foreach (var problem in problems)
            {
                terminal.Refuse(problem);
            }

            terminal.Error.WriteLine("'experiment --help' lists the commands, 'experiment COMMAND --help' explains one");
            return ExitCodes.Invalid;
        }

        if (parsed.GetValue(trust))
        {
            PluginTrust.Give();
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = terminal.Screen, // help, which is all our own
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // signals are the host's
            });
        }
        catch (Exception failure) when (failure is RunnerException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return terminal.Refuse(failure.Message);
        }
    }

    private static RootCommand Create(Terminal terminal) => new("Declarative machine learning experiments: one YAML file says what to train.")
    {
        RunVerb.Create(terminal),
        SweepVerb.Create(terminal),
        ResumeVerb.Create(terminal),
        StopVerb.Create(terminal),
        SlotsVerb.Create(terminal),
        RunsVerb.Create(terminal),
        LogsVerb.Create(terminal),
        UiVerb.Create(terminal),
        EvaluateVerb.Create(terminal),
        PredictVerb.Create(terminal),
        ExportVerb.Create(terminal),
        DeleteVerb.Create(terminal),
        VerifyVerb.Create(terminal),
        SyncVerb.Create(terminal),
        CheckVerb.Create(terminal),
        ShowVerb.Create(terminal),
        ExplainVerb.Create(terminal),
        ListVerb.Create(terminal),
        DescribeVerb.Create(terminal),
        SchemaVerb.Create(terminal),
        DataVerb.Create(terminal),
        DoctorVerb.Create(terminal),
        NewVerb.Create(terminal),
        CompletionVerb.Create(terminal),
    };
}
