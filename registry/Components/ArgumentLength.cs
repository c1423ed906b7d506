using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace ExperimentRunner.Registry.Components;

/// <summary>How many items or characters an argument allows.</summary>
/// <param name="Minimum">At least.</param>
/// <param name="Maximum">At most.</param>
public sealed record ArgumentLength(int Minimum, int Maximum)
{
    /// <summary>In the user's words: <c>at least 1</c>.</summary>
    public override string ToString() => (Minimum, Maximum) switch
    {
        _ when Minimum == Maximum => $"exactly {Minimum}",
        (_, int.MaxValue) => $"at least {Minimum}",
        (0, _) => $"at most {Maximum}",
        _ => $"from {Minimum} to {Maximum}",
    };

    /// <summary>Whether so many are allowed.</summary>
    public bool Allows(int count) => count >= Minimum && count <= Maximum;

    internal static ArgumentLength? Of(PropertyInfo property)
    {
        if (property.GetCustomAttribute<LengthAttribute>() is { } length)
        {
            return new ArgumentLength(length.MinimumLength, length.MaximumLength);
        }

        var minimum = property.GetCustomAttribute<MinLengthAttribute>()?.Length;
        var maximum = property.GetCustomAttribute<MaxLengthAttribute>()?.Length;
        return minimum is null && maximum is null ? null : new ArgumentLength(minimum ?? 0, maximum ?? int.MaxValue);
    }
}
