using System.Text.Json;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Tests.Documentation;

/// <summary>Checks a file as an editor does, against the stored schema.</summary>
internal static class ConfigSchema
{
    internal static async Task<IEnumerable<string>> ProblemsAsync(string path)
    {
        var schema = await NJsonSchema.JsonSchema.FromFileAsync(Repository.At("docs/experiment.schema.json"), TestContext.Current.CancellationToken);
        var tree = new YamlReader(new DiagnosticBag()).Read(new SourceText(path, Repository.Read(path)))!;
        return schema.Validate(Json(tree)).Select(problem => problem.ToString());
    }

    private static string Json(ConfigNode node) => node switch
    {
        MappingNode mapping => $"{{{string.Join(",", mapping.Entries.Select(entry => $"\"{entry.Key}\":{Json(entry.Value)}"))}}}",
        SequenceNode list => $"[{string.Join(",", list.Items.Select(Json))}]",
        ScalarNode { IsNull: true } => "null",
        ScalarNode scalar when scalar.AsBoolean() is not null || scalar.AsNumber() is not null => scalar.Text,
        ScalarNode scalar => JsonSerializer.Serialize(scalar.Text),
        _ => "null",
    };
}
