using System.Reflection;
using System.Runtime.CompilerServices;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Components;

/// <summary>An argument of a record: a key in YAML, a property in C#.</summary>
public sealed class ArgumentDescriptor
{
    private readonly RecordDescriptor owner;
    private readonly ComponentRegistry registry;

    internal ArgumentDescriptor(RecordDescriptor owner, PropertyInfo property, ValueShape shape, ComponentRegistry registry)
    {
        this.owner = owner;
        this.registry = registry;
        Property = property;
        Shape = shape;
        Key = property.GetCustomAttribute<KeyAttribute>()?.Name ?? Naming.SnakeCase(property.Name);
        IsRequired = property.IsDefined(typeof(RequiredMemberAttribute), inherit: true);
        IsIdentity = !property.IsDefined(typeof(NotIdentityAttribute), inherit: true);
        IsContent = property.IsDefined(typeof(ContentIdentityAttribute), inherit: true);
        Range = property.GetCustomAttribute<RangeAttribute>();
        Length = property.GetCustomAttribute<LengthAttribute>();
        SynonymsAttribute[] written = SynonymsAttribute.Plain(property.Name) == SynonymsAttribute.Plain(Key) ? [] : [new SynonymsAttribute(property.Name)];
        Synonyms = [.. property.GetCustomAttributes<SynonymsAttribute>(), .. written];
        RequiredUnless = property.GetCustomAttribute<RequiredUnlessAttribute>()?.Key;
        Schema = property.GetCustomAttribute<SchemaAttribute>()?.Json;
    }

    /// <summary>The key in YAML.</summary>
    public string Key { get; }

    /// <summary>The property.</summary>
    public PropertyInfo Property { get; }

    /// <summary>What its value looks like.</summary>
    public ValueShape Shape { get; }

    /// <summary>Whether it must be set.</summary>
    public bool IsRequired { get; }

    /// <summary>The key of another argument without which it must be set; null where there is none.</summary>
    public string? RequiredUnless { get; }

    /// <summary>Whether it shapes the result, and so a trial's identity.</summary>
    public bool IsIdentity { get; }

    /// <summary>Whether it names a file whose content shapes the result.</summary>
    public bool IsContent { get; }

    /// <summary>The allowed numbers, or null where all are.</summary>
    public RangeAttribute? Range { get; }

    /// <summary>How many items or characters are allowed, or null where any number is.</summary>
    public LengthAttribute? Length { get; }

    /// <summary>What other programs call it, and the long form of a key that is an abbreviation.</summary>
    public IReadOnlyList<SynonymsAttribute> Synonyms { get; }

    /// <summary>What an editor accepts, as a JSON schema, where the shape does not tell; else null.</summary>
    public string? Schema { get; }

    /// <summary>The value where none is set; null for a required argument.</summary>
    public object? Default => IsRequired ? null : Get(owner.Defaults);

    /// <summary>Its comment in the source.</summary>
    public DocComment Docs => registry.Documentation.Of(Property);

    /// <summary>The synonyms among which a word is; null where other programs do not call it so.</summary>
    internal SynonymsAttribute? IsCalled(string word) => Synonyms.FirstOrDefault(synonyms => synonyms.Has(word));

    /// <summary>Its value in a record.</summary>
    public object? Get(object record) => Property.GetValue(record);

    /// <summary>Sets it in a record that is still being bound.</summary>
    internal void Set(object record, object? value) => Property.SetValue(record, value);
}
