using System.Text.RegularExpressions;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Datasets;

/// <summary>The names of further test sets, which results begin with.</summary>
internal static partial class TestSetNames
{
    /// <summary>Names those that cannot stand in front of a metric.</summary>
    /// <param name="property">The argument that holds them.</param>
    /// <param name="names">The names.</param>
    public static IEnumerable<ArgumentProblem> Check(string property, IEnumerable<string> names) => names
        .Where(name => name is "train" or "val" or "test" || !Word().IsMatch(name))
        .Select(name => new ArgumentProblem(
            property, $"'{name}' cannot name a test set: expected a word such as test_hard, in lower case, other than train, val and test"));

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
