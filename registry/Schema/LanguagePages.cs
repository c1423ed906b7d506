using System.Globalization;
using System.Text;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Schema;

/// <summary>The pages about the whole language: every key and component, and every code of a diagnostic.</summary>
public static class LanguagePages
{
    private const string Origin = "<!-- Written by `make docs`. -->\n";

    /// <summary>The keys of a file that holds <paramref name="root"/> and all components, as Markdown.</summary>
    public static string Reference(ComponentRegistry registry, Type root)
    {
        var pages = new ReferencePages(registry);
        var text = new StringBuilder(
            $"{Origin}# Reference\n\nEvery key of a configuration and every component. `experiment describe NAME` prints one component.\n\n## The file\n\n");
        text.Append(pages.Table(registry.Describe(root)));
        AppendRecords(text, pages, registry.Describe(root), "");
        foreach (var kind in registry.Kinds)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {char.ToUpperInvariant(kind.Plural[0])}{kind.Plural[1..]}\n\n{registry.Documentation.Of(kind.Interface).Summary}\n\n");
            foreach (var component in registry.Components(kind))
            {
                text.Append("##").Append(pages.Page(component)).Append('\n');
            }
        }

        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>All codes with their meaning, as Markdown.</summary>
    public static string Codes()
    {
        var text = new StringBuilder(
            $"{Origin}# Codes\n\nEvery mistake in a configuration has a code that stays the same from version to version. "
            + "All mistakes are shown at once, in the order of the file; none of them starts a run.\n\n| code | what it says |\n|---|---|\n");
        foreach (var code in DiagnosticCodes.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {code.Id} | {code.Meaning} |\n");
        }

        return text.ToString();
    }

    private static void AppendRecords(StringBuilder text, ReferencePages pages, RecordDescriptor record, string prefix)
    {
        foreach (var argument in record.Arguments)
        {
            if (argument.Shape is RecordShape nested)
            {
                text.Append(CultureInfo.InvariantCulture, $"### {prefix}{argument.Key}\n\n{argument.Docs.Summary}\n\n{pages.Table(nested.Record)}");
                AppendRecords(text, pages, nested.Record, $"{prefix}{argument.Key}.");
            }
        }
    }
}
