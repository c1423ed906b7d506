using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Pruners;

/// <summary>Spends less on trials that do badly.</summary>
[ComponentKind("pruner")]
public interface IPruner
{
    /// <summary>
    /// Begins to judge. Pure: the same calls in the same order give the same answers, so that a sweep which was killed replays its
    /// journal and goes on.
    /// </summary>
    IPrunerRun Begin();
}
