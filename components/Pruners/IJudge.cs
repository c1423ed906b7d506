namespace ExperimentRunner.Components.Pruners;

/// <summary>A pruner at work. Used by one thread. How far a trial is, is told as the part of its own training that is done.</summary>
public interface IJudge
{
    /// <summary>Where a trial that goes on must stop next to be judged, with a checkpoint: a rung.</summary>
    /// <param name="done">The part that is done, in [0, 1).</param>
    /// <returns>A part in (done, 1]; 1 lets it train to its end.</returns>
    double NextRung(double done);

    /// <summary>Judges a trial by an evaluation; those at the end of training are told too.</summary>
    /// <param name="trial">The number of the trial.</param>
    /// <param name="done">The part that was done at this evaluation, in (0, 1].</param>
    /// <param name="score">The objective, greater is better (one to minimise comes negated); NaN is the worst.</param>
    /// <returns>What becomes of it. <see cref="PruningVerdict.Pause"/> is an answer at a rung only.</returns>
    PruningVerdict Judge(int trial, double done, double score);

    /// <summary>
    /// A paused trial to go on with, or null for none now. Asked whenever there is room for a trial, before a new one is begun;
    /// what it returns goes on.
    /// </summary>
    int? Promote();

    /// <summary>
    /// A paused trial goes on although <see cref="Promote"/> names none: a slot would be idle, or the sweep would end before its
    /// best was trained to its end. It is not to be named until it is paused again. A pruner that never pauses is not called.
    /// </summary>
    /// <param name="trial">The number of the trial.</param>
    void Release(int trial)
    {
    }
}
