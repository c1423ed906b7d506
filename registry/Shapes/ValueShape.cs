namespace ExperimentRunner.Registry.Shapes;

/// <summary>What a value in YAML must look like to become a value in C#.</summary>
/// <param name="Type">The C# type, without <see cref="Nullable{T}"/>.</param>
public abstract record ValueShape(Type Type)
{
    /// <summary>Whether <c>none</c> is allowed, and means null.</summary>
    public bool IsNullable { get; init; }

    /// <summary>What to write, in the user's words: <c>a whole number</c>.</summary>
    public abstract string Expected { get; }
}
