namespace ExperimentRunner.Components.Searches;

/// <summary>
/// <see cref="Grid"/> at work: counts through the combinations like an odometer in which only the wheels turn that matter.
/// </summary>
internal sealed class GridSearcher(SearchSpace space) : ISearcher
{
    private readonly long[] values = new long[space.Dimensions.Count];
    private bool isBegun;
    private bool isOver = space.Dimensions.Any(dimension => dimension.Count == 0);

    /// <inheritdoc/>
    public SearchPoint? Ask()
    {
        isOver = isOver || (isBegun && !Advance());
        isBegun = true;
        return isOver ? null : new SearchPoint([.. values.Select((value, place) => space.Dimensions[place].CoordinateOf(value))]);
    }

    /// <inheritdoc/>
    public void Tell(SearchPoint point, double? score)
    {
    }

    /// <returns>Whether there is another combination.</returns>
    private bool Advance()
    {
        for (var place = values.Length - 1; place >= 0; place--)
        {
            if (Matters(place) && values[place] + 1 < space.Dimensions[place].Count)
            {
                values[place]++;
                return true;
            }

            values[place] = 0;
        }

        return false;
    }

    private bool Matters(int place) =>
        space.Dimensions[place].When is not { } condition || (values[condition.Dimension] == condition.Value && Matters(condition.Dimension));
}
