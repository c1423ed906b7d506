using System.CommandLine;
using System.Text.Json;
using ExperimentRunner.Checkup;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Commands;

/// <summary><c>doctor</c>: whether this machine has what runs need.</summary>
internal static class DoctorVerb
{
    internal static Command Create(Terminal terminal)
    {
        var runs = Arguments.Runs();
        var json = Arguments.Json();
        var command = new Command("doctor", "Check what runs need of this machine: libtorch, GPUs, memory, folders, MLflow. Ends with exit code 1 if something is wrong.") { runs, json };
        command.SetAction((parsed, cancellation) => LookAsync(parsed.GetRequiredValue(runs), parsed.GetValue(json), terminal, cancellation));
        return command;
    }

    private static async Task<int> LookAsync(string runs, bool json, Terminal terminal, CancellationToken cancellation)
    {
        IReadOnlyList<Finding> findings =
        [
            .. MachineCheck.Look(),
            .. await TorchCheck.LookAsync(),
            FolderCheck.Look("runs", RunsFolder.At(runs).Path, "--runs"),
            DataCheck.Look(),
            .. await MlflowCheck.LookAsync(cancellation),
        ];
        if (json)
        {
            terminal.Out.WriteBlock(JsonSerializer.Serialize(findings, CommandJson.Default.IReadOnlyListFinding));
        }
        else
        {
            TextTable.Write(terminal.Out, ["", "part", "found"], findings.SelectMany(Rows), terminal.Width());
        }

        return findings.Any(finding => finding.State == Health.Wrong) ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static IEnumerable<string[]> Rows(Finding finding)
    {
        yield return [finding.State switch { Health.Ok => "ok", Health.Note => "note", _ => "WRONG" }, finding.Name, finding.Found];
        if (finding.Advice is { } advice)
        {
            yield return ["", "", $"→ {advice}"];
        }
    }
}
