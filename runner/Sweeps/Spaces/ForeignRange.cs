using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>Ranges as other programs write them, as a mapping: <c>{distribution: uniform, min: 0, max: 1}</c>, <c>{values: [16, 32]}</c>.</summary>
internal static class ForeignRange
{
    private static readonly SynonymsAttribute Kind = new("type", "distribution", "dist", "space");
    private static readonly SynonymsAttribute Low = new("low", "lower", "min", "minimum", "start", "from");
    private static readonly SynonymsAttribute High = new("high", "upper", "max", "maximum", "stop", "end", "to");
    private static readonly SynonymsAttribute Listed = new("values", "choices", "categories", "options");
    private static readonly SynonymsAttribute Scale = new("log", "log_scale", "scale", "q", "step");

    /// <summary>The range as it is written here; null where a mapping is none.</summary>
    internal static string? Meant(MappingNode mapping)
    {
        ConfigNode? Find(SynonymsAttribute words) => mapping.Entries.FirstOrDefault(entry => words.Has(entry.Key)).Value;
        if (!mapping.Entries.All(entry => ((SynonymsAttribute[])[Kind, Low, High, Listed, Scale]).Any(words => words.Has(entry.Key))))
        {
            return null;
        }

        if (Find(Listed) is SequenceNode { Items.Count: > 0 } list)
        {
            return $"choice({string.Join(", ", list.Items.Select(YamlWriter.WriteInline))})";
        }

        if (Find(Low) is not ScalarNode low || Find(High) is not ScalarNode high || low.AsNumber() is null || high.AsNumber() is null)
        {
            return null;
        }

        var named = Find(Kind) is ScalarNode kind ? RangeForm.Find(kind.Text)?.Name ?? RangeForm.Meant(kind.Text) : null;
        var isLog = Find(Scale) is ScalarNode scale && scale.AsBoolean() == true && low.AsNumber() > 0;
        var form = named is "uniform" or "log_uniform" or "int" or "log_int" ? named : low.AsInteger() is not null && high.AsInteger() is not null ? "int" : "uniform";
        return $"{(isLog && !form.StartsWith("log", StringComparison.Ordinal) ? form == "int" ? "log_int" : "log_uniform" : form)}({low.Text}, {high.Text})";
    }
}
