using System.CommandLine;

namespace ExperimentRunner.Commands;

/// <summary>Arguments and options that several verbs share.</summary>
internal static class Arguments
{
    private const string RunsVariable = "EXPERIMENT_RUNS";

    internal static Argument<string> Config() => new("config") { HelpName = "CONFIG", Description = "The YAML file." };

    internal static Argument<string[]> Overrides() => new("overrides")
    {
        HelpName = "key=value",
        Description = "Changes to the file: optimizer.lr=0.1 model=mlp",
        Arity = ArgumentArity.ZeroOrMore,
    };

    internal static Argument<string> Trial() => new("run") { HelpName = "X", Description = "A run's folder, the start of its id, or a name: its newest run." };

    internal static Option<string> Runs() => new("--runs")
    {
        HelpName = "DIR",
        Description = $"The folder that keeps runs; {RunsVariable} or 'runs' when left out.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(RunsVariable) is { Length: > 0 } named ? named : "runs",
    };

    internal static Option<bool> Json() => new("--json") { Description = "Write JSON instead of a table." };
}
