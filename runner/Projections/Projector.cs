using ExperimentRunner.Ledger;

namespace ExperimentRunner.Projections;

/// <summary>Brings projections up to date, a step at a time. A step that failed is done again by the next call.</summary>
internal static class Projector
{
    /// <summary>Does the next piece of work, by what the journal says now.</summary>
    internal static Task<Progress> StepAsync(this IProjection projection, CancellationToken cancellation) =>
        projection.Trial.State() is { LastAttempt: { } last } state
            ? projection.StepAsync(state, isOver: last.Ended is not null || !projection.Trial.IsHeld(), cancellation)
            : Task.FromResult(Progress.Done);

    /// <summary>Does the next piece of work.</summary>
    /// <param name="projection">The projection.</param>
    /// <param name="state">How the trial stands, with an attempt.</param>
    /// <param name="isOver">Whether nothing comes any more in that attempt.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="InvalidDataException">The trial's files are damaged.</exception>
    internal static async Task<Progress> StepAsync(this IProjection projection, TrialState state, bool isOver, CancellationToken cancellation)
    {
        if (projection.Cursor.Ended < state.LastAttempt!.Number)
        {
            await projection.BeginAsync(state, cancellation);
            if (projection.Cursor.Read(projection.Trial.Folder, state) is { } part)
            {
                await projection.AddAsync(state, part, cancellation);
                return Progress.More;
            }

            await projection.CatchUpAsync(cancellation);
            if (!isOver)
            {
                return Progress.Waiting;
            }
        }

        await projection.EndAsync(state, cancellation);
        return Progress.Done;
    }
}
