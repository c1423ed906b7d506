namespace ExperimentRunner.Components.Searches;

/// <summary>A search whose points follow from their number alone.</summary>
/// <param name="trials">How many points are tried; those that are passed over do not count.</param>
/// <param name="pointAt">The point of a number, from 0.</param>
internal sealed class SequenceSearcher(int trials, Func<long, SearchPoint> pointAt) : ISearcher
{
    private long asked;
    private long refused;

    /// <inheritdoc/>
    public SearchPoint? Ask() => asked - refused < trials ? pointAt(asked++) : null;

    /// <inheritdoc/>
    public void Refuse(SearchPoint point) => refused++;

    /// <inheritdoc/>
    public void Tell(SearchPoint point, double? score)
    {
    }
}
