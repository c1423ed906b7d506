using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Conformance.References;

/// <summary>
/// Compares every built-in component of a kind, as the product computes it, with the equations of its paper or of PyTorch's documentation, which
/// stand here in plain C# and float64. A component without equations fails its suite: add them there.
/// </summary>
/// <typeparam name="T">The kind of component.</typeparam>
public abstract class ReferenceConformance<T> : TensorTest
    where T : class
{
    /// <summary>The components to compare: all of the kind, with defaults and with other arguments.</summary>
    protected virtual IEnumerable<T> Components => DrawnArguments.Of<T>();

    /// <summary>Runs a comparison over every component; a failure names the component with all of them.</summary>
    protected void ForEach(Action<T> compare)
    {
        foreach (var component in Components)
        {
            using var scope = new FluentAssertions.Execution.AssertionScope(component.ToString());
            compare(component);
        }
    }

    /// <summary>What is thrown for a component that has no equations here.</summary>
    protected static NotSupportedException NoEquations(T component) => new($"add the equations of {component} to this suite");
}
