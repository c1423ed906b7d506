using System.Globalization;
using System.Text;
using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Schema;

/// <summary>The reference page of a component, from its record and its comments.</summary>
public sealed class ReferencePages(ComponentRegistry registry)
{
    private readonly RecordNodes records = new(registry);

    /// <summary>The page as Markdown.</summary>
    public string Page(ComponentDescriptor component)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {component.Name}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"*{string.Join(", ", component.Kinds.Select(k => k.Name))}*");
        page.Append(component.Version > 1 ? $", version {component.Version}\n\n" : "\n\n");
        AppendParagraph(page, component.Docs.Summary);
        AppendTable(page, component.Record);
        AppendNested(page, component.Record);
        AppendParagraph(page, component.Docs.Remarks);
        foreach (var exception in component.Docs.Exceptions)
        {
            AppendParagraph(page, "Fails when: " + exception);
        }

        return page.ToString().TrimEnd() + "\n";
    }

    /// <summary>The page of a key of the file as Markdown: what it is, and where it holds keys of its own, those.</summary>
    /// <param name="address">How it is addressed: <c>train.checkpoint</c>.</param>
    /// <param name="argument">The argument that it is.</param>
    public string Page(Address address, ArgumentDescriptor argument)
    {
        var page = new StringBuilder($"# {address}\n\n");
        AppendParagraph(page, argument.Docs.Summary);
        if (argument.Shape is RecordShape nested)
        {
            AppendTable(page, nested.Record);
            AppendNested(page, nested.Record);
        }
        else
        {
            AppendParagraph(page, $"It is {ValueOf(argument)}; the default is {(argument.IsRequired ? "none: it must be written" : $"`{DefaultOf(argument)}`")}.");
        }

        return page.ToString().TrimEnd() + "\n";
    }

    /// <summary>A table of the arguments of a record as Markdown; empty where it has none.</summary>
    public string Table(RecordDescriptor record)
    {
        var table = new StringBuilder();
        AppendTable(table, record);
        return table.ToString();
    }

    private void AppendTable(StringBuilder page, RecordDescriptor record)
    {
        if (record.Arguments.Count == 0)
        {
            return;
        }

        page.Append("| argument | value | default | description |\n|---|---|---|---|\n");
        foreach (var argument in record.Arguments)
        {
            var @default = argument.IsRequired ? "required" : $"`{DefaultOf(argument)}`";
            var value = Cell(ValueOf(argument));
            var summary = Cell(argument.Docs.Summary);
            page.Append(CultureInfo.InvariantCulture, $"| `{argument.Key}` | {value} | {Cell(@default)} | {summary} |\n");
        }

        page.Append('\n');
    }

    /// <summary>The arguments of records within, which belong to no page of their own.</summary>
    private void AppendNested(StringBuilder page, RecordDescriptor record)
    {
        foreach (var argument in record.Arguments)
        {
            if ((argument.Shape is ListShape list ? list.Item : argument.Shape) is RecordShape nested)
            {
                page.Append(CultureInfo.InvariantCulture, $"{(argument.Shape is ListShape ? "Each item of" : "In")} `{argument.Key}`:\n\n");
                AppendTable(page, nested.Record);
            }
        }
    }

    private static string ValueOf(ArgumentDescriptor argument)
    {
        var value = argument.Shape.Expected;
        value += argument.Range is { } range ? $", {range}" : "";
        value += argument.Length is { } length ? $", {length} long" : "";
        return value + (argument.Shape.IsNullable ? ", or none" : "");
    }

    private string DefaultOf(ArgumentDescriptor argument) =>
        YamlWriter.WriteInline(records.ToNode(argument.Shape, argument.Default, written: null));

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n\n", "<br>", StringComparison.Ordinal).Replace('\n', ' ');

    private static void AppendParagraph(StringBuilder page, string text)
    {
        if (text.Length > 0)
        {
            page.Append(text).Append("\n\n");
        }
    }
}
