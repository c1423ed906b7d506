using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Callbacks;

/// <summary>Ends training as complete when the monitored metric has not improved for some evaluations in a row (Prechelt 1998).</summary>
[Synonyms("EarlyStop", "early_stop")]
[Component("early_stopping")]
public sealed record EarlyStopping : ICallback
{
    /// <summary>How many evaluations in a row may pass without an improvement.</summary>
    [Range(1, double.PositiveInfinity)]
    public int Patience { get; init; } = 5;

    /// <summary>By how much a value must beat the best one to count as an improvement.</summary>
    [Range(0, double.PositiveInfinity)]
    public double MinDelta { get; init; }

    /// <inheritdoc/>
    public bool NeedsMonitor => true;

    /// <inheritdoc/>
    public Watcher Build(MonitoredMetric? monitor) => new Run(this, monitor ?? throw new InvalidOperationException(
        "'early_stopping' needs a validation metric to watch: set split.validation"));

    private sealed class Run(EarlyStopping settings, MonitoredMetric monitor) : Watcher
    {
        private State state = new(null, 0);

        public override void OnScalars(ScalarsLogged scalars, TrainingControl control)
        {
            if (!scalars.Values.TryGetValue(monitor.Metric, out var value))
            {
                return;
            }

            state = monitor.Improves(value, state.Best, settings.MinDelta) ? new State(value, 0) : state with { Waited = state.Waited + 1 };
            if (state.Waited >= settings.Patience)
            {
                control.Stop($"{monitor.Metric} has not improved for {state.Waited} {(state.Waited == 1 ? "evaluation" : "evaluations")}");
            }
        }

        public override void Save(CheckpointWriter checkpoint, string name) => checkpoint.Values(name, state);

        public override void Load(CheckpointReader checkpoint, string name) => state = checkpoint.Values<State>(name);
    }

    private sealed record State(double? Best, int Waited);
}
