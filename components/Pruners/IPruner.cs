using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Pruners;

/// <summary>Ends or pauses trials that do badly, to spend less on them.</summary>
[ComponentKind("pruner")]
public interface IPruner
{
    /// <summary>
    /// Begins to judge. Pure: the same calls in the same order give the same answers, so that a sweep which was killed replays its
    /// journal and goes on.
    /// </summary>
    /// <param name="training">The duration of a trial's training.</param>
    /// <exception cref="InvalidOperationException">This pruner's durations do not fit it; the message says how.</exception>
    IJudge Begin(Duration training);
}
