using System.CommandLine;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Schema;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Commands;

/// <summary><c>describe</c>: the reference page of a component.</summary>
internal static class DescribeVerb
{
    internal static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("name") { HelpName = "NAME", Description = "A component: sgd" };
        var command = new Command("describe", "Describe a component and its arguments.") { name };
        command.SetAction(parsed => Describe(parsed.GetRequiredValue(name), terminal));
        return command;
    }

    private static int Describe(string name, Terminal terminal)
    {
        var components = ExperimentFiles.Registry.Named(name);
        if (components.Count == 0)
        {
            return terminal.Refuse($"there is no component '{name}'; 'experiment list' lists all");
        }

        var pages = new ReferencePages(ExperimentFiles.Registry);
        terminal.Out.Write(string.Join('\n', components.Select(pages.Page)));
        return ExitCodes.Done;
    }
}
