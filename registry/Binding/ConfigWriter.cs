using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Writes a bound record as YAML, defaults included; read back, it gives the same record and the same identity.</summary>
/// <param name="registry">The components.</param>
/// <param name="redact">Takes out of a user's text what must not be written down, before it is escaped; null takes nothing.</param>
public sealed class ConfigWriter(ComponentRegistry registry, Func<string, string>? redact = null)
{
    private readonly RecordNodes records = new(registry, redact);

    /// <summary>The record as YAML; each line says who wrote it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="written">The tree that it was bound from, which knows who wrote what; null where that does not matter.</param>
    public string Write(object record, MappingNode? written = null) =>
        YamlWriter.Write(records.ToNode(record, written), withOrigins: written is not null);
}
