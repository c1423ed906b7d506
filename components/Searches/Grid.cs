using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Searches;

/// <summary>
/// Every combination of values, the last dimension fastest. A dimension that belongs to one alternative multiplies that alternative only.
/// </summary>
[Synonyms("GridSampler", "grid_search")]
[Component("grid")]
public sealed record Grid : ISearch
{
    /// <inheritdoc/>
    public ISearcher Begin(SearchSpace space, long seed)
    {
        if (space.Dimensions.FirstOrDefault(dimension => dimension.Count is null) is { } continuous)
        {
            throw new InvalidOperationException(
                $"'grid' tries every value, and {continuous.Name} has endlessly many: write step(…) or choice(…) there, or name another search such as {{type: random, trials: 20}}");
        }

        return new GridSearcher(space);
    }
}
