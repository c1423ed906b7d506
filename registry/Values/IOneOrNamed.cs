namespace ExperimentRunner.Registry.Values;

/// <summary>A <see cref="OneOrNamed{T}"/> of whatever kind.</summary>
internal interface IOneOrNamed
{
    /// <summary>The single component, or null.</summary>
    object? One { get; }

    /// <summary>The named components; empty where there is one without a name.</summary>
    IEnumerable<KeyValuePair<string, object>> Named { get; }
}
