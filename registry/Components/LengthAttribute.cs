namespace ExperimentRunner.Registry.Components;

/// <summary>How many items or characters an argument allows.</summary>
/// <param name="minimum">At least.</param>
/// <param name="maximum">At most.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LengthAttribute(int minimum, int maximum = int.MaxValue) : Attribute
{
    /// <summary>At least.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>At most.</summary>
    public int Maximum { get; } = maximum;

    /// <summary>Whether so many are allowed.</summary>
    public bool Allows(int count) => count >= Minimum && count <= Maximum;

    /// <summary>In the user's words: <c>at least 1</c>.</summary>
    public override string ToString() => (Minimum, Maximum) switch
    {
        _ when Minimum == Maximum => $"exactly {Minimum}",
        (_, int.MaxValue) => $"at least {Minimum}",
        (0, _) => $"at most {Maximum}",
        _ => $"from {Minimum} to {Maximum}",
    };
}
