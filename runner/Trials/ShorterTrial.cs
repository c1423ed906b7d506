using ExperimentRunner.Components;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Trials.Checkpoints;

namespace ExperimentRunner.Trials;

/// <summary>
/// Finds the finished run that a longer one of the same course goes on from: one that differs in <c>train.duration</c> alone and did
/// exactly what the longer one does up to there.
/// </summary>
/// <param name="home">The folder of its name.</param>
/// <param name="notices">Told why the longer run starts from the beginning, where there is a shorter one.</param>
internal sealed class ShorterTrial(ExperimentFolder home, INotices notices)
{
    /// <summary>Finds it; of several the longest.</summary>
    internal TrialState? Find(JournalState state, LoadedExperiment loaded)
    {
        if (state.Newest(loaded.Identity) is not null)
        {
            return null; // the same command again repeats the whole run
        }

        var shorter = state.Trials.Where(trial => loaded.Course is not null && trial.Created.Course == loaded.Course && trial.LastAttempt?.Ended?.Outcome == TrainingOutcome.Complete)
            .Select(trial => (Trial: trial, Started: StartOf(trial)))
            .Where(there => there.Started is { } started && started.TotalSteps < StepsOf(loaded.Experiment, started))
            .OrderBy(there => there.Started!.TotalSteps).LastOrDefault();
        if (shorter.Trial is not { } trial)
        {
            return null;
        }

        var points = new ResumePoints(home.Trial(trial.Trial), trial);
        var point = points.Newest();
        if ((WhyNot(trial, shorter.Started!, loaded.Experiment) ?? WhyNotFrom(point, points.Problems, shorter.Started!)) is { } reason)
        {
            notices.Inform($"{trial.Trial} is the same but shorter; this run starts from the beginning nevertheless: {reason}");
            return null;
        }

        notices.Inform(FormattableString.Invariant($"{trial.Trial} is the same but shorter; this run continues from {Place(point!, points.Problems)}"));
        return trial;
    }

    private static string Place(ResumePoint point, string? problems) =>
        problems is null
            ? FormattableString.Invariant($"its end, step {point.Step}")
            : FormattableString.Invariant($"its step {point.Step}: {problems}");

    /// <summary>
    /// A checkpoint before the end serves as well where the last one is damaged; where it is gone, its run was cleared away.
    /// </summary>
    private static string? WhyNotFrom(ResumePoint? point, string? problems, TrainingStarted started) => point switch
    {
        null => problems is null ? "it has no checkpoint any more" : $"{problems}; it has no other checkpoint",
        _ when point.Step < started.TotalSteps && problems is null => "its last checkpoint is not there",
        _ => null,
    };

    private string? WhyNot(TrialState trial, TrainingStarted started, Experiment experiment)
    {
        if (trial.LastAttempt!.Ended!.Reason is { } early)
        {
            return $"the shorter one ended before its time ({early})";
        }

        if (!IsSameSchedule(started, experiment))
        {
            return "its schedule depends on train.duration, so the shorter one was trained with other learning rates";
        }

        if (!IsEvaluatedThere(started, experiment.Train.EvaluateEvery))
        {
            return $"the shorter one was evaluated at its end, where this one is not (train.evaluate_every: {experiment.Train.EvaluateEvery})";
        }

        return null;
    }

    private static bool IsEvaluatedThere(TrainingStarted started, Duration every) =>
        (every.Unit == DurationUnit.Steps || started.StepsPerEpoch is not null) && started.TotalSteps % every.ToSteps(started.StepsPerEpoch) == 0;

    /// <summary>Asked step by step, so that it holds for every schedule, one of a plug-in too.</summary>
    private static bool IsSameSchedule(TrainingStarted started, Experiment experiment)
    {
        var monitored = MonitorChoice.Of(experiment).Monitor is { } monitor ? new MonitoredValues(monitor) : null;
        var all = StepsOf(experiment, started);
        for (var step = 0L; step < started.TotalSteps; step++)
        {
            var shorter = new TrainingProgress(step, started.TotalSteps, started.StepsPerEpoch) { Monitored = monitored };
            if (experiment.Schedule.FactorAt(shorter) != experiment.Schedule.FactorAt(shorter with { TotalSteps = all }))
            {
                return false;
            }
        }

        return true;
    }

    private static long StepsOf(Experiment experiment, TrainingStarted started) =>
        experiment.Train.Duration.Unit == DurationUnit.Epochs && started.StepsPerEpoch is null
            ? 0
            : experiment.Train.Duration.ToSteps(started.StepsPerEpoch);

    /// <summary>How the trial began; null where its events are not there.</summary>
    private TrainingStarted? StartOf(TrialState trial)
    {
        try
        {
            return new TrialView(home.Trial(trial.Trial), trial).ReadInParts().SelectMany(part => part).OfType<TrainingStarted>().FirstOrDefault();
        }
        catch (InvalidDataException failure)
        {
            notices.Warn($"no run can go on from {trial.Trial}: {failure.Message}");
            return null;
        }
    }
}
