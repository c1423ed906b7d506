using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Ledger.Events;

/// <summary>The last value of every scalar.</summary>
public sealed class LastScalars
{
    private readonly OrderedDictionary<string, double> values = new(StringComparer.Ordinal);

    /// <summary>The last values, in the order in which the scalars first appeared.</summary>
    public IReadOnlyDictionary<string, double> Values => values;

    /// <summary>The newest step, or null before the first.</summary>
    public long? Step { get; private set; }

    /// <summary>Takes an event in.</summary>
    public void Add(TrainingEvent trainingEvent)
    {
        if (trainingEvent is not ScalarsLogged scalars)
        {
            return;
        }

        Step = scalars.Step;
        foreach (var (name, value) in scalars.Values)
        {
            values[name] = value;
        }
    }
}
