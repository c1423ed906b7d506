namespace ExperimentRunner.Registry.Binding;

/// <summary>What became of a value that was written.</summary>
/// <param name="Value">The value; where only parts of it are wrong, what could be bound of it; null for off, or where nothing could.</param>
/// <param name="Mistakes">The properties in it that have no valid value, with dots for nested ones; the empty text is the value as a whole.</param>
internal readonly record struct Bound(object? Value, IReadOnlyList<string> Mistakes)
{
    /// <summary>Nothing, after a diagnostic.</summary>
    public static Bound Wrong { get; } = new(null, [""]);

    /// <summary>Whether no diagnostic was needed.</summary>
    public bool IsValid => Mistakes.Count == 0;

    /// <summary>A value, or null after a diagnostic.</summary>
    public static Bound Of(object? value) => value is null ? Wrong : new Bound(value, []);

    /// <summary>The mistakes as those of a property.</summary>
    public IEnumerable<string> MistakesOf(string property) => Mistakes.Select(m => m.Length == 0 ? property : $"{property}.{m}");
}
