using System.Diagnostics.Metrics;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Telemetry;

/// <summary>One span an attempt, and the figures of training.</summary>
public sealed class TelemetryObserver : ITrialObserver
{
    private readonly Counter<long> steps = RunnerTelemetry.Figures.CreateCounter<long>("experiment.steps", "{step}", "Optimizer steps done");
    private readonly Gauge<double> speed = RunnerTelemetry.Figures.CreateGauge<double>("experiment.samples_per_second", "{sample}/s", "Training speed");

    /// <inheritdoc/>
    public string Product => "telemetry";

    /// <inheritdoc/>
    public IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history) => new AttemptSpan(trial, steps, speed);
}
