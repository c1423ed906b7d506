namespace ExperimentRunner.Registry.Values;

/// <summary>
/// One component, or several under names: <c>optimizer: adam</c>, or <c>optimizer: {generator: adam, critic: sgd}</c>.
/// Exactly one of the two is set.
/// </summary>
/// <typeparam name="T">The kind of component.</typeparam>
public sealed record OneOrNamed<T> : IOneOrNamed
    where T : class
{
    /// <summary>A single, unnamed component.</summary>
    public OneOrNamed(T one) => One = one;

    /// <summary>Components under names.</summary>
    public OneOrNamed(IReadOnlyDictionary<string, T> named) => Named = named;

    /// <summary>The single component, or null.</summary>
    public T? One { get; }

    /// <summary>The named components, or null.</summary>
    public IReadOnlyDictionary<string, T>? Named { get; }

    object? IOneOrNamed.One => One;

    IEnumerable<KeyValuePair<string, object>> IOneOrNamed.Named =>
        Named?.Select(n => KeyValuePair.Create(n.Key, (object)n.Value)) ?? [];
}
