using System.Text.Json.Serialization;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Notifying;

/// <summary>The body of a message: how a run ended.</summary>
internal sealed record RunEndedMessage(
    string Text,
    string Name,
    string Trial,
    string Outcome,
    string? Reason,
    long? Step,
    IReadOnlyDictionary<string, double> Metrics,
    string Folder,
    string Host)
{
    internal static RunEndedMessage Of(TrialContext trial, AttemptEnded ended, SecretMask mask)
    {
        var reason = ended.Reason is null ? null : mask.Apply(ended.Reason);
        return new RunEndedMessage(
            $"{trial.Name} {trial.State.Trial}: {TrialReport.End(trial, ended)}" + (reason is null ? "" : $" ({reason.Split('\n')[0]})"),
            trial.Name,
            trial.State.Trial,
            new TrialState(trial.State.Created, [new AttemptState(trial.State.LastAttempt!.Started, ended)]).Status(leaseIsHeld: false).ToString().ToLowerInvariant(),
            reason,
            ended.Step,
            ended.Metrics,
            trial.Folder.Path,
            trial.Environment.Host);
    }
}

/// <summary>How messages are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, Converters = [typeof(MaskedTextConverter)])]
[JsonSerializable(typeof(RunEndedMessage))]
internal sealed partial class NotifyingJson : JsonSerializerContext;
