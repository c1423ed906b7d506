using System.Globalization;

namespace ExperimentRunner.Components.Data;

/// <summary>
/// What a data set tells the model, the loss and the metrics, so that a YAML file never repeats it: its fields by name, those that a model
/// is given and those that it is asked for. Most data sets have one of each, which <see cref="Input"/> and <see cref="Target"/> name.
/// </summary>
public sealed record DataSpec
{
    private DataSpec(IReadOnlyList<FieldSpec> fields) => Fields = fields;

    /// <summary>A specification of these fields.</summary>
    /// <exception cref="ArgumentException">Two fields have one name.</exception>
    public static DataSpec Of(params IReadOnlyList<FieldSpec> fields) => fields.Select(field => field.Name).Distinct(StringComparer.Ordinal).Count() == fields.Count
        ? new(fields) : throw new ArgumentException($"two fields have one name: {string.Join(", ", fields.Select(field => field.Name))}", nameof(fields));

    /// <summary>All fields, in the order of the data set.</summary>
    public IReadOnlyList<FieldSpec> Fields { get; }

    /// <summary>The fields that a model is given.</summary>
    public IEnumerable<FieldSpec> Given => WithRole(FieldRole.Given);

    /// <summary>The fields that a model is asked for.</summary>
    public IEnumerable<FieldSpec> Asked => WithRole(FieldRole.Asked);

    /// <summary>A field by its name.</summary>
    /// <exception cref="InvalidOperationException">There is none such; the message names those that there are.</exception>
    public FieldSpec this[string name] => Find(name) ?? throw new InvalidOperationException(
        $"this data set has no field '{name}'; it has {string.Join(", ", Fields.Select(field => field.Name))}");

    /// <summary>The one field that a model is given, for components that take one.</summary>
    /// <exception cref="InvalidOperationException">There are several, or none.</exception>
    public FieldSpec Input => OnlyOne(Given, "is given");

    /// <summary>The one field that a model is asked for, for components that work on one.</summary>
    /// <exception cref="InvalidOperationException">There are several, or none.</exception>
    public FieldSpec Target => OnlyOne(Asked, "is asked for");

    /// <summary>The shape of the one input without the batch: <c>[channels, height, width]</c> for images, <c>[features]</c> for tables.</summary>
    public IReadOnlyList<long> InputShape => Input.Shape;

    /// <summary>The number of values in the one input.</summary>
    /// <exception cref="InvalidOperationException">Inputs differ in length.</exception>
    public long InputSize => Input.IsRagged
        ? throw new InvalidOperationException($"inputs of one size are needed here, and those of the field '{Input.Name}' differ in length")
        : Input.Size;

    /// <summary>The number of classes to choose from where the one target is classes, for a whole sample or for each place of it; else null.</summary>
    public int? Classes => Target.Meaning.ClassCount;

    /// <summary>The names of the classes by index, or empty.</summary>
    public IReadOnlyList<string> ClassNames => Target.Meaning.ClassNames;

    /// <summary>The number of values that a model gives for one sample, or for each place of it: one a class, or one a value of the target.</summary>
    public int Outputs => Classes ?? checked((int)Target.Size);

    /// <summary>A field by its name, or null.</summary>
    public FieldSpec? Find(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>These fields, with one of them replaced by another of its name.</summary>
    public DataSpec With(FieldSpec changed) => new([.. Fields.Select(field => field.Name == changed.Name ? changed : field)]);

    /// <summary>The channels, height and width of an input, for components that work on images only.</summary>
    /// <param name="component">Who asks, for the message.</param>
    /// <exception cref="InvalidOperationException">The inputs of this data set are not images.</exception>
    public (long Channels, long Height, long Width) RequireImages(string component) => InputShape is [var channels, var height, var width]
        ? (channels, height, width)
        : throw new InvalidOperationException(
            $"'{component}' needs images [channels, height, width], and the inputs of this data set are [{string.Join(", ", InputShape)}]");

    /// <summary>The number of values in one target, for components that work on numbers only.</summary>
    /// <param name="component">Who asks, for the message.</param>
    /// <exception cref="InvalidOperationException">The targets of this data set are not numbers.</exception>
    public int RequireValues(string component) =>
        Target.Meaning.RefuseClasses(component) is { } misfit ? throw new InvalidOperationException(misfit) : Outputs;

    /// <summary>The number of classes, for components that work on classes only.</summary>
    /// <param name="component">Who asks, for the message.</param>
    /// <exception cref="InvalidOperationException">The targets of this data set are not classes.</exception>
    public int RequireClasses(string component) => Classes ?? throw new InvalidOperationException(Target.Meaning.RefuseNumbers(component));

    /// <summary>The index of a class by its name, or by its number where classes have no names; null where there is none such.</summary>
    public int? ClassIndex(string name)
    {
        for (var index = 0; index < Classes; index++)
        {
            if ((ClassNames.Count > 0 ? ClassNames[index] : index.ToString(CultureInfo.InvariantCulture)) == name)
            {
                return index;
            }
        }

        return null;
    }

    private IEnumerable<FieldSpec> WithRole(FieldRole role) => Fields.Where(field => field.Role == role);

    private static FieldSpec OnlyOne(IEnumerable<FieldSpec> fields, string what) => fields.Take(2).ToArray() is [var one] ? one
        : throw new InvalidOperationException($"a data set is needed in which one field {what}; in this one there are: {string.Join(", ", fields.Select(field => field.Name).DefaultIfEmpty("none"))}");
}
