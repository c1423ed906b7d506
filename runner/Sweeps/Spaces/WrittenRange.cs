using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>A range as it was read. Not a record: two that are written alike are two.</summary>
/// <param name="address">The argument that it varies.</param>
/// <param name="key">Where that is written.</param>
/// <param name="range">Its values.</param>
/// <param name="of">The alternative that it belongs to; null where it always matters.</param>
internal sealed class WrittenRange(Address address, SourceSpan key, ValueRange range, Alternative? of)
{
    internal Address Address => address;

    internal SourceSpan Key => key;

    internal ValueRange Range => range;

    internal Alternative? Of => of;

    /// <summary>Whether it belongs to an alternative of a range, or to one further in.</summary>
    internal bool IsWithin(WrittenRange choice) => of is not null && (of.Choice == choice || of.Choice.IsWithin(choice));

    /// <summary>Whether no trial has both: they belong to different alternatives of one range.</summary>
    internal bool Excludes(WrittenRange other) =>
        Alternatives().Any(own => other.Alternatives().Any(theirs => own.Choice == theirs.Choice && own.Value != theirs.Value));

    private IEnumerable<Alternative> Alternatives()
    {
        for (var alternative = of; alternative is not null; alternative = alternative.Choice.Of)
        {
            yield return alternative;
        }
    }
}

/// <summary>One value of a range that lists its values.</summary>
/// <param name="Choice">The range.</param>
/// <param name="Value">The number of the value.</param>
internal sealed record Alternative(WrittenRange Choice, int Value);
