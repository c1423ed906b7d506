using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>
/// Names what is varied as short as is still clear: <c>lr</c> for <c>optimizer.lr</c>, unless something else that is varied ends so.
/// </summary>
internal sealed class ShortNames
{
    private readonly (string Whole, string Short)[] names;

    /// <summary>Names for addresses.</summary>
    internal ShortNames(IReadOnlyList<Address> addresses)
    {
        string[] whole = [.. addresses.Select(address => address.ToString()).Distinct(StringComparer.Ordinal)];
        names = [.. whole.Select(name => (name, Ends(name).First(end => end == name || whole.Count(other => Ends(other).Contains(end, StringComparer.Ordinal)) == 1)))];
    }

    /// <summary>What a trial changes, with short names.</summary>
    /// <param name="values">In one line: <c>optimizer.lr=0.01 model.widths=[16, 32]</c>.</param>
    internal string Shorten(string values) => names
        .Aggregate(" " + values, (text, name) => text.Replace($" {name.Whole}=", $" {name.Short}=", StringComparison.Ordinal))[1..];

    /// <summary>From the last part to the whole.</summary>
    private static IEnumerable<string> Ends(string name)
    {
        var parts = name.Split('.');
        return Enumerable.Range(1, parts.Length).Select(count => string.Join('.', parts[^count..]));
    }
}
