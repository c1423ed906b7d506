using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Registry.Schema;

/// <summary>The language as a JSON schema, for completion and checks in editors.</summary>
public static class JsonSchema
{
    /// <summary>The schema of a file that holds <paramref name="root"/>, as indented JSON.</summary>
    public static string Write(ComponentRegistry registry, Type root) => new SchemaWriter(registry).Write(root);
}
