using System.Reflection;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>The arguments of a component.</summary>
internal static class ComponentArguments
{
    /// <summary>Its public properties that can be set.</summary>
    public static IEnumerable<PropertyInfo> Of(Type component) =>
        component.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true });
}
