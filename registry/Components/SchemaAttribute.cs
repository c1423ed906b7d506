namespace ExperimentRunner.Registry.Components;

/// <summary>What an editor accepts for an argument that is kept as it is written, because its meaning comes later.</summary>
/// <param name="json">
/// A JSON schema, draft 7. A file's own <c>#/definitions/extends</c>, <c>reference</c> and <c>changes</c>, the file as changes over another,
/// may be named in it, and <see cref="Addresses"/> stands for a pattern of the addresses in a file.
/// </param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SchemaAttribute(string json) : Attribute
{
    /// <summary>Stands for a pattern of all addresses.</summary>
    public const string Addresses = "%addresses%";

    /// <summary>The schema.</summary>
    public string Json { get; } = json;
}
