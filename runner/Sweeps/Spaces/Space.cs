using System.Globalization;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>
/// What a sweep varies. A search chooses points of <see cref="Searched"/>; every point is one trial for each combination of the values
/// that are tried whatever the search, and of seeds.
/// </summary>
public sealed class Space
{
    private static readonly Address Seed = new("train", "seed");

    private readonly IReadOnlyList<SpaceDimension> dimensions;
    private readonly int[] searched;
    private readonly int[] crossed;
    private readonly int seeds;
    private readonly long firstSeed;

    /// <summary>A space.</summary>
    /// <param name="dimensions">What is varied.</param>
    /// <param name="isGrid">Whether the search tries everything anyway.</param>
    /// <param name="seeds">How many seeds each point is trained with.</param>
    /// <param name="firstSeed">The first of them.</param>
    public Space(IReadOnlyList<SpaceDimension> dimensions, bool isGrid, int seeds, long firstSeed)
    {
        (this.dimensions, this.seeds, this.firstSeed) = (dimensions, seeds, firstSeed);
        var places = Enumerable.Range(0, dimensions.Count).ToArray();
        searched = [.. places.Where(place => isGrid || !dimensions[place].IsGrid)];
        crossed = [.. places.Except(searched)];
        Searched = new SearchSpace([.. searched.Select(ForSearch)]);
    }

    /// <summary>What a search chooses from.</summary>
    public SearchSpace Searched { get; }

    /// <summary>What is varied.</summary>
    public IReadOnlyList<SpaceDimension> Dimensions => dimensions;

    /// <summary>How many trials a point is.</summary>
    public long TrialsOfPoint => crossed.Aggregate((long)seeds, (count, place) => count * dimensions[place].Range.Count!.Value);

    /// <summary>The trials of a point.</summary>
    public IEnumerable<Assignment> Assignments(SearchPoint point)
    {
        var coordinates = new double?[dimensions.Count];
        for (var index = 0; index < searched.Length; index++)
        {
            coordinates[searched[index]] = point.Coordinates[index];
        }

        return Crossed(coordinates, 0).SelectMany(whole => Enumerable.Range(0, seeds).Select(seed => Assign(whole, seed)));
    }

    private SearchDimension ForSearch(int place)
    {
        var dimension = dimensions[place].ForSearch;
        return dimension.When is { } when ? dimension with { When = when with { Dimension = Array.IndexOf(searched, when.Dimension) } } : dimension;
    }

    private IEnumerable<double?[]> Crossed(double?[] coordinates, int from)
    {
        if (from == crossed.Length)
        {
            yield return coordinates;
            yield break;
        }

        var (place, count) = (crossed[from], dimensions[crossed[from]].Range.Count!.Value);
        for (var value = 0L; value < count; value++)
        {
            var with = (double?[])coordinates.Clone();
            with[place] = (value + 0.5) / count;
            foreach (var whole in Crossed(with, from + 1))
            {
                yield return whole;
            }
        }
    }

    private Assignment Assign(double?[] coordinates, int seed)
    {
        var changes = new List<Override>();
        var texts = new List<string>();
        for (var place = 0; place < dimensions.Count; place++)
        {
            if (Matters(place, coordinates))
            {
                var value = dimensions[place].Range.ValueAt(coordinates[place]!.Value);
                changes.Add(Override.Set(dimensions[place].Address, value, dimensions[place].Key));
                texts.Add($"{dimensions[place].Address}={TextOf(value, dimensions[place].Range)}");
            }
        }

        if (seeds > 1)
        {
            var text = (firstSeed + seed).ToString(CultureInfo.InvariantCulture);
            changes.Add(Override.Set(Seed, new ScalarNode(new SourceSpan(new SourceText("sweep.seeds", text, isFile: false), 0, text.Length), text)));
            texts.Add($"{Seed}={text}");
        }

        return new Assignment(changes, texts);
    }

    private bool Matters(int place, double?[] coordinates) => dimensions[place].When is not { } when
        || (Matters(when.Dimension, coordinates) && new SearchDimension("") { Count = dimensions[when.Dimension].Range.Count }.ValueAt(coordinates[when.Dimension]!.Value) == when.Value);

    /// <summary>An alternative is called by its component where no other is of that kind.</summary>
    private static string TextOf(ConfigNode value, ValueRange range)
    {
        var type = TypeOf(value);
        return type is not null && range is ListedRange listed && listed.Values.Count(other => TypeOf(other) == type) == 1
            ? type
            : value is ScalarNode scalar ? scalar.Text : YamlWriter.WriteInline(value);
    }

    private static string? TypeOf(ConfigNode value) => (value as MappingNode)?.Type is ScalarNode type ? type.Text : null;
}
