using System.Diagnostics.CodeAnalysis;
using System.Text;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>
/// The way to a value: <c>optimizer.lr</c>, <c>augmentation.0.padding</c>, <c>augmentation.random_crop.padding</c>. A key with
/// a dot or a space in it stands in double quotes.
/// </summary>
public sealed class Address : IEquatable<Address>
{
    /// <summary>The way along these keys, list positions and names of list items.</summary>
    public Address(params IReadOnlyList<string> segments)
    {
        if (segments.Count == 0)
        {
            throw new ArgumentException("an address has at least one segment", nameof(segments));
        }

        Segments = segments;
    }

    /// <summary>Keys, list positions and names of list items.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static Address Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not an address such as optimizer.lr");

    /// <summary>Reads an address.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Address? address)
    {
        var reader = new ExpressionReader(text);
        address = Take(reader, out _);
        address = reader.AtEnd ? address : null;
        return address is not null;
    }

    /// <summary>The address of something below.</summary>
    public Address Child(string segment) => new([.. Segments, segment]);

    /// <summary>Whether it leads further on from another.</summary>
    public bool IsBelow(Address other) =>
        Segments.Count > other.Segments.Count && Segments.Take(other.Segments.Count).SequenceEqual(other.Segments, StringComparer.Ordinal);

    /// <inheritdoc />
    public bool Equals(Address? other) => other is not null && Segments.SequenceEqual(other.Segments, StringComparer.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Address);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var segment in Segments)
        {
            hash.Add(segment, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>As it is written.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var segment in Segments)
        {
            text.Append(text.Length > 0 ? "." : "").Append(Quote(segment));
        }

        return text.ToString();
    }

    /// <summary>Takes an address off a text, and says where each segment stands; null where none comes.</summary>
    public static Address? Take(ExpressionReader reader, out IReadOnlyList<(int Start, int Length)> places)
    {
        var segments = new List<string>();
        var found = new List<(int, int)>();
        places = found;
        do
        {
            var start = reader.Position;
            if (reader.TakeName() is not { } segment)
            {
                return null;
            }

            segments.Add(segment);
            found.Add((start, reader.Position - start));
        }
        while (reader.TryTake("."));

        return new Address(segments);
    }

    private static string Quote(string segment)
    {
        var reader = new ExpressionReader(segment);
        var isPlain = segment.Length > 0 && segment[0] != '"' && reader.TakeName() is not null && reader.AtEnd;
        return isPlain
            ? segment
            : $"\"{segment.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
