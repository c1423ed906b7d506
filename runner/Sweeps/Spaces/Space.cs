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
    /// <summary>What seeds are set at.</summary>
    public static readonly Address Seed = new("train", "seed");

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
        (Dimensions, this.seeds, this.firstSeed) = (dimensions, seeds, firstSeed);
        var places = Enumerable.Range(0, dimensions.Count).ToArray();
        searched = [.. places.Where(place => isGrid || !dimensions[place].IsGrid)];
        crossed = [.. places.Except(searched)];
        Searched = new SearchSpace([.. searched.Select(ForSearch)]);
    }

    /// <summary>What a search chooses from.</summary>
    public SearchSpace Searched { get; }

    /// <summary>What is varied.</summary>
    public IReadOnlyList<SpaceDimension> Dimensions { get; }

    /// <summary>How many trials there are before constraints; infinite where a range is continuous.</summary>
    public double Size => seeds * Product(Children(when: null));

    /// <summary>The trials of a point.</summary>
    public IEnumerable<Assignment> Assignments(SearchPoint point)
    {
        var coordinates = new double?[Dimensions.Count];
        for (var index = 0; index < searched.Length; index++)
        {
            coordinates[searched[index]] = point.Coordinates[index];
        }

        return Crossed(coordinates, 0).SelectMany(whole => Enumerable.Range(0, seeds).Select(seed => Assign(whole, seed)));
    }

    private double Product(IEnumerable<int> places) => places.Aggregate(1.0, (product, place) => product * SizeOf(place));

    private double SizeOf(int place) => Dimensions[place].Range.Count is not { } count ? double.PositiveInfinity
        : Dimensions.Any(inner => inner.When?.Dimension == place)
            ? Enumerable.Range(0, (int)count).Sum(value => Product(Children(new SearchCondition(place, value))))
            : count;

    private IEnumerable<int> Children(SearchCondition? when) =>
        Enumerable.Range(0, Dimensions.Count).Where(place => Dimensions[place].When == when);

    /// <summary>A search need not know of alternatives that it does not choose: to it, their ranges always matter.</summary>
    private SearchDimension ForSearch(int place)
    {
        var dimension = Dimensions[place];
        var choice = dimension.When is { } when ? Array.IndexOf(searched, when.Dimension) : -1;
        return new SearchDimension(dimension.Address.ToString())
        {
            Count = dimension.Range.Count,
            IsOrdered = dimension.Range.IsOrdered,
            When = choice < 0 ? null : new SearchCondition(choice, dimension.When!.Value),
        };
    }

    private IEnumerable<double?[]> Crossed(double?[] coordinates, int from)
    {
        if (from == crossed.Length)
        {
            return [coordinates];
        }

        var place = crossed[from];
        return Matters(place, coordinates)
            ? Dimensions[place].Range.Coordinates().SelectMany(coordinate => Crossed(With(coordinates, place, coordinate), from + 1))
            : Crossed(coordinates, from + 1);
    }

    private static double?[] With(double?[] coordinates, int place, double coordinate)
    {
        var changed = (double?[])coordinates.Clone();
        changed[place] = coordinate;
        return changed;
    }

    private Assignment Assign(double?[] coordinates, int seed)
    {
        var changes = new List<Override>();
        var texts = new List<string>();
        for (var place = 0; place < Dimensions.Count; place++)
        {
            if (Matters(place, coordinates))
            {
                var (address, range) = (Dimensions[place].Address, Dimensions[place].Range);
                var value = range.ValueAt(coordinates[place]!.Value);
                changes.Add(Override.Set(address, value, Dimensions[place].Key));
                texts.Add($"{address}={range.NameOf(value)}");
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

    private bool Matters(int place, double?[] coordinates) => Dimensions[place].When is not { } when
        || (Matters(when.Dimension, coordinates) && Dimensions[when.Dimension].Range.IndexAt(coordinates[when.Dimension]!.Value) == when.Value);
}

/// <summary>An argument that a sweep varies.</summary>
/// <param name="Address">The argument.</param>
/// <param name="Key">Where that is written.</param>
/// <param name="Range">Its values.</param>
/// <param name="When">The alternative of an earlier dimension that it belongs to; null where it always matters.</param>
public sealed record SpaceDimension(Address Address, SourceSpan Key, ValueRange Range, SearchCondition? When)
{
    /// <summary>Whether every value is to be tried whatever the search.</summary>
    public bool IsGrid => Range is ListedRange { IsGrid: true };
}

/// <summary>The values of one trial.</summary>
/// <param name="Changes">The values, as changes to the config.</param>
/// <param name="Texts">The same for people, one a value: <c>optimizer.lr=0.01</c>.</param>
public sealed record Assignment(IReadOnlyList<Override> Changes, IReadOnlyList<string> Texts)
{
    /// <summary>All values in one line.</summary>
    public string Text => string.Join(' ', Texts);

    /// <summary>The values by what they are given to.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values =>
        Texts.Select(text => text.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1]));
}
