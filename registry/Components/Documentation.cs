using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ExperimentRunner.Registry.Plugins;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Components;

/// <summary>The comments in the source, from the file that the compiler leaves beside an assembly. Read only when asked for.</summary>
public sealed class Documentation
{
    private readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> files = new();

    internal Documentation()
    {
    }

    /// <summary>The comment of a type.</summary>
    public DocComment Of(Type type) => Find(type.Assembly, "T:" + NameOf(type));

    /// <summary>The comment of a property.</summary>
    public DocComment Of(PropertyInfo property) =>
        Find(property.DeclaringType!.Assembly, $"P:{NameOf(property.DeclaringType)}.{property.Name}");

    /// <summary>The comment of a word of an enum.</summary>
    public DocComment Of(Type @enum, string member) => Find(@enum.Assembly, $"F:{NameOf(@enum)}.{member}");

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private DocComment Find(Assembly assembly, string id)
    {
        var members = files.GetOrAdd(assembly, static a => Load(Path.ChangeExtension(PluginContext.LocationOf(a), ".xml")));
        if (!members.TryGetValue(id, out var member))
        {
            return DocComment.None;
        }

        return new DocComment(
            Text(member.Element("summary"), assembly), Text(member.Element("remarks"), assembly),
            [.. member.Elements("exception").Select(exception => Text(exception, assembly))]);
    }

    private static Dictionary<string, XElement> Load(string path)
    {
        var members = new Dictionary<string, XElement>(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return members;
        }

        try
        {
            foreach (var member in XDocument.Load(path).Descendants("member"))
            {
                members[member.Attribute("name")?.Value ?? ""] = member;
            }
        }
        catch (XmlException)
        {
            // A damaged file costs the descriptions, which no run needs.
        }

        return members;
    }

    private static string Text(XElement? element, Assembly assembly)
    {
        if (element is null)
        {
            return "";
        }

        var text = new StringBuilder();
        Append(text, element, assembly);
        var paragraphs = text.ToString().Split("\n\n")
            .Select(p => string.Join(' ', p.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return string.Join("\n\n", paragraphs.Where(p => p.Length > 0));
    }

    private static void Append(StringBuilder text, XElement element, Assembly assembly)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText plain:
                    // A line end in a comment is only where the source broke the line.
                    text.Append(plain.Value.Replace('\n', ' '));
                    break;
                case XElement { Name.LocalName: "c" or "code" } code:
                    text.Append('`').Append(code.Value).Append('`');
                    break;
                case XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference when reference.IsEmpty:
                    text.Append('`').Append(Referenced(reference, assembly)).Append('`');
                    break;
                case XElement { Name.LocalName: "para" or "item" } paragraph:
                    text.Append("\n\n");
                    Append(text, paragraph, assembly);
                    text.Append("\n\n");
                    break;
                case XElement other:
                    Append(text, other, assembly);
                    break;
            }
        }
    }

    /// <summary>What a reference in a comment means to a user, who knows keys and components and no name of C#.</summary>
    private static string Referenced(XElement reference, Assembly assembly)
    {
        var target = reference.Attributes().FirstOrDefault(a => a.Name.LocalName is "cref" or "langword" or "name" or "href")?.Value ?? "";
        if (target.Length < 2 || target[1] != ':')
        {
            return target;
        }

        var name = target[2..].Split('(')[0].Split('`')[0];
        var dot = name.LastIndexOf('.');
        var (owner, member) = (name[..Math.Max(dot, 0)], name[(dot + 1)..]);
        return target[0] switch
        {
            'P' when assembly.GetType(owner)?.GetProperty(member) is { } property => property.GetCustomAttribute<KeyAttribute>()?.Name ?? Naming.SnakeCase(member),
            'T' when assembly.GetType(name) is { } type => type.GetCustomAttribute<ComponentAttribute>()?.Name
                ?? type.GetCustomAttribute<ComponentKindAttribute>()?.Name ?? member,
            'P' or 'F' => Naming.SnakeCase(member),
            _ => member,
        };
    }
}
