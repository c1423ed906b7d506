using System.Diagnostics;
using System.Diagnostics.Metrics;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Telemetry;

/// <summary>The span of one attempt, and its figures.</summary>
internal sealed class AttemptSpan : IAttemptObserver
{
    private readonly Counter<long> steps;
    private readonly Gauge<double> speed;
    private readonly TagList tags;
    private readonly Activity? span;
    private long lastStep;

    internal AttemptSpan(TrialContext trial, Counter<long> steps, Gauge<double> speed)
    {
        (this.steps, this.speed) = (steps, speed);
        tags = new TagList { { "experiment.name", trial.Name }, { "experiment.trial", trial.State.Trial } };
        span = RunnerTelemetry.Spans.StartActivity("attempt", ActivityKind.Internal, parentContext: default, tags);
        lastStep = trial.State.LastAttempt?.Started.ResumesFrom?.Step ?? 0;
        span?.SetTag("experiment.attempt", trial.State.LastAttempt?.Number);
    }

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events)
    {
        foreach (var scalars in events.OfType<ScalarsLogged>())
        {
            steps.Add(scalars.Step - lastStep, tags);
            lastStep = scalars.Step;
            if (scalars.SamplesPerSecond is { } samples)
            {
                speed.Record(samples, tags);
            }
        }
    }

    /// <inheritdoc/>
    public void End(AttemptEnded ended)
    {
        span?.SetTag("experiment.outcome", ended.Outcome.ToString());
        span?.SetStatus(ended.Outcome is TrainingOutcome.Complete or TrainingOutcome.Interrupted ? ActivityStatusCode.Ok : ActivityStatusCode.Error, ended.Reason is { } reason ? SecretMask.OfThisProcess.Apply(reason) : null);
        span?.Dispose();
    }
}

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
