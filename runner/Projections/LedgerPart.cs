using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Projections;

/// <summary>A part of a trial's ledger, as if nothing had ever interrupted the training.</summary>
/// <param name="Events">Events, in order.</param>
/// <param name="BehindEvents">The place behind them.</param>
/// <param name="Samples">Samples of the machine, in order.</param>
/// <param name="BehindSamples">The place behind them.</param>
/// <param name="FirstSample">How many samples there were before.</param>
internal sealed record LedgerPart(
    IReadOnlyList<TrainingEvent> Events,
    LedgerPosition BehindEvents,
    IReadOnlyList<SystemSampled> Samples,
    LedgerPosition BehindSamples,
    long FirstSample)
{
    /// <summary>What the names of the machine's figures begin with; MLflow's page has a tab for these.</summary>
    internal const string Machine = "system/";

    private const string Epoch = "epoch";

    /// <summary>
    /// The figures: those of training by optimizer steps, with the epoch, by which pages can draw them all; and those of the machine,
    /// whose steps count the samples.
    /// </summary>
    internal IEnumerable<Scalar> Scalars =>
    [
        .. Events.OfType<ScalarsLogged>().SelectMany(line => (line.Epoch is { } epoch ? line.Values.Append(KeyValuePair.Create(Epoch, epoch)) : line.Values)
            .Select(value => new Scalar(value.Key, value.Value, line.Time, line.Step))),
        .. Samples.SelectMany((sample, index) => sample.Values
            .Select(value => new Scalar(Machine + value.Key, value.Value, sample.Time, FirstSample + index))),
    ];

    /// <summary>A figure.</summary>
    /// <param name="Name">Its full name.</param>
    /// <param name="Value">The value; need not be finite.</param>
    /// <param name="Time">When, in UTC.</param>
    /// <param name="Step">The step.</param>
    internal readonly record struct Scalar(string Name, double Value, DateTimeOffset Time, long Step);
}
