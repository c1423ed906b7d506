namespace ExperimentRunner.Registry.Components;

/// <summary>A kind of component.</summary>
/// <param name="Name">In the user's words: <c>optimizer</c>, <c>data set</c>.</param>
/// <param name="Interface">What its components implement.</param>
public sealed record ComponentKind(string Name, Type Interface)
{
    /// <summary>Several of it, in the user's words.</summary>
    public string Plural => Name switch
    {
        [.., 's', 'i', 's'] => Name[..^2] + "es",
        [.., 's' or 'x' or 'h'] => Name + "es",
        [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => Name[..^1] + "ies",
        _ => Name + "s",
    };
}
