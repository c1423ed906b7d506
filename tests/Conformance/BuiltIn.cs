using System.Reflection;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>The components that ship with the product, found by reflection: a new one is tested without anyone writing a test.</summary>
public static class BuiltIn
{
    /// <summary>Every component of a kind with its defaults; arguments that have none get a sample.</summary>
    public static IReadOnlyList<T> All<T>() => [.. Types(typeof(IOptimizer).Assembly).Where(type => type.IsAssignableTo(typeof(T))).Select(type => (T)Create(type))];

    /// <summary>The types of all components of an assembly, by name.</summary>
    public static IEnumerable<Type> Types(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.IsDefined(typeof(ComponentAttribute))).OrderBy(type => type.FullName, StringComparer.Ordinal);

    /// <summary>A component with its defaults and samples of what is required.</summary>
    public static object Create(Type type)
    {
        var record = ComponentRegistry.OfTypes(type).Describe(type);
        var component = record.Create();
        foreach (var argument in record.Arguments.Where(argument => argument.IsRequired))
        {
            argument.Property.SetValue(component, SampleOf(argument.Property.PropertyType));
        }

        return component;
    }

    private static object SampleOf(Type type) =>
        type == typeof(double) ? 0.1
        : type == typeof(int) ? 24
        : type == typeof(Duration) ? Duration.Steps(3)
        : type == typeof(IReadOnlyList<Duration>) ? new[] { Duration.Steps(3), Duration.Steps(7) }
        : type == typeof(IReadOnlyList<double>) ? new[] { 0.5 }
        : type == typeof(string) ? "sample"
        : type == typeof(Secret) ? new Secret("SAMPLE")
        : type == typeof(IReadOnlyDictionary<string, double>) ? new Dictionary<string, double> { ["1"] = 0.5 }
        : throw new NotSupportedException($"add a sample of {type} here");
}
