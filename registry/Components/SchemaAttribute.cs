namespace ExperimentRunner.Registry.Components;

/// <summary>What an editor accepts for an argument that is kept as it is written, because its meaning comes later.</summary>
/// <param name="json">A JSON schema, draft 7; a file's own <c>#/definitions/extends</c> and <c>#/definitions/reference</c> may be named in it.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SchemaAttribute(string json) : Attribute
{
    /// <summary>The schema.</summary>
    public string Json { get; } = json;
}
