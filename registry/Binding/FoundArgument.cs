using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Registry.Binding;

/// <summary>An argument, and the arguments that it lies in.</summary>
/// <param name="Way">From the outermost to the argument itself.</param>
internal sealed record FoundArgument(IReadOnlyList<ArgumentDescriptor> Way)
{
    /// <summary>The argument itself.</summary>
    public ArgumentDescriptor Argument => Way[^1];

    /// <summary>How it is addressed.</summary>
    public Address Address => new([.. Way.Select(step => step.Key)]);
}
