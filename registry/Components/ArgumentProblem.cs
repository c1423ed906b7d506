namespace ExperimentRunner.Registry.Components;

/// <summary>A constraint between arguments that does not hold.</summary>
/// <param name="Property">The C# property to point at, by <c>nameof</c>, with a dot for one of a nested record; the diagnostic shows its YAML key and position.</param>
/// <param name="Message">What is wrong and what was expected, without a final stop.</param>
public sealed record ArgumentProblem(string Property, string Message)
{
    /// <summary>
    /// The other properties that the constraint reads, written like <see cref="Property"/>. Where one of them has a mistake of its
    /// own the problem is not reported, since it may only follow from that.
    /// </summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>The key to point at in an argument whose keys the user chooses, the index of the item to point at in a list, or null for the argument as a whole.</summary>
    public string? Entry { get; init; }

    /// <summary>What to write in place of the value, such as <c>write test/accuracy</c>, or null. It must be valid where it is given.</summary>
    public string? Hint { get; init; }
}
