using System.Collections.Concurrent;
using System.Reflection;
using System.Xml.Linq;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>The doc comments of an assembly, from the XML file beside it.</summary>
internal static class Documentation
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, string>> Files = new();

    /// <summary>The summary of a type, or null.</summary>
    public static string? Of(Type type) => Read(type.Assembly, $"T:{type.FullName}");

    /// <summary>The summary of a property, or null.</summary>
    public static string? Of(PropertyInfo property) => Read(property.DeclaringType!.Assembly, $"P:{property.DeclaringType.FullName}.{property.Name}");

    private static string? Read(Assembly assembly, string member) => Files.GetOrAdd(assembly, Parse).GetValueOrDefault(member);

    private static Dictionary<string, string> Parse(Assembly assembly) =>
        XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!.Value);
}
