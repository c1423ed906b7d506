namespace ExperimentRunner.Components.Searches;

/// <summary>A search under way. Used by one thread.</summary>
public interface ISearcher
{
    /// <summary>The next point, or null where there are no more. It may be asked before results of earlier points are told.</summary>
    SearchPoint? Ask();

    /// <summary>
    /// Tells that the point asked for last is passed over, because a constraint does not hold there or it was tried before. It is no
    /// trial: a search with a budget asks for another one.
    /// </summary>
    void Refuse(SearchPoint point)
    {
    }

    /// <summary>Tells what became of a point that was asked for.</summary>
    /// <param name="point">The point.</param>
    /// <param name="score">Its objective, greater is better (one to minimise comes negated); null when it failed without one.</param>
    void Tell(SearchPoint point, double? score);
}
