using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Sweeps;

namespace ExperimentRunner.Commands;

/// <summary>
/// Finds files of data sets that a config names and that are not there. What is fetched is not asked for, and neither is a path that the
/// environment gives, which may be another one where the config is run.
/// </summary>
internal static class DataFilesCheck
{
    /// <summary>What is wrong, each file once.</summary>
    /// <param name="plan">What would be trained.</param>
    /// <param name="tree">The config, to say where a path is written.</param>
    internal static IEnumerable<Diagnostic> Of(SweepPlan plan, ConfigNode tree)
    {
        foreach (var file in plan.Samples.SelectMany(sample => sample.Experiment.Experiment.Dataset?.Files ?? []).Distinct(StringComparer.Ordinal))
        {
            var written = Find(tree, file);
            if (written?.Template is null && !File.Exists(file) && !Directory.Exists(file))
            {
                var from = Path.IsPathRooted(file) ? "" : $" (a relative path counts from {Directory.GetCurrentDirectory()})";
                yield return new Diagnostic(DiagnosticCodes.FileNotFound, $"there is no file or folder '{file}'{from}", written?.Span);
            }
        }
    }

    private static ScalarNode? Find(ConfigNode node, string text) => node switch
    {
        ScalarNode scalar => scalar.Text == text ? scalar : null,
        MappingNode mapping => mapping.Entries.Select(entry => Find(entry.Value, text)).FirstOrDefault(found => found is not null),
        SequenceNode list => list.Items.Select(item => Find(item, text)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
