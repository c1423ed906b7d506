using ExperimentRunner.Components.Data.Columns;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data;

/// <summary>
/// What the values of a field are. A meaning is the one place that knows what a batch holds of such a field, how people see it, how files
/// hold it, how MLflow describes it and what a model's answer to it looks like. A plug-in may bring its own.
/// </summary>
public abstract record Meaning
{
    /// <summary>A place that is asked for and counts for nothing: padding behind a text, a pixel that was turned in from beyond the image.</summary>
    public const long Ignored = -100;

    /// <summary>The type of the values in a batch.</summary>
    public abstract ScalarType Type { get; }

    /// <summary>What rows of a given field are padded with.</summary>
    public virtual double Padding => 0;

    /// <summary>Whether values are classes, one a sample or one for each place of it.</summary>
    public virtual bool HasClasses => false;

    /// <summary>How many classes there are; null where values are not classes, or where only the files tell.</summary>
    public virtual int? ClassCount => null;

    /// <summary>The names of the classes by index, or empty.</summary>
    public virtual IReadOnlyList<string> ClassNames => [];

    /// <summary>Why a component that works on classes does not work on this, or null where it does.</summary>
    /// <param name="component">Its name.</param>
    /// <param name="instead">A component that works on numbers, or null.</param>
    public string? RefuseNumbers(string component, string? instead = null) => HasClasses ? null
        : $"'{component}' needs a data set with classes, and the targets of this one are not classes{Instead("numbers", instead)}";

    /// <summary>Why a component that works on numbers does not work on this, or null where it does.</summary>
    /// <param name="component">Its name.</param>
    /// <param name="instead">A component that works on classes, or null.</param>
    public string? RefuseClasses(string component, string? instead = null) => !HasClasses ? null
        : $"'{component}' needs a data set whose targets are numbers, and those of this one are not{Instead("classes", instead)}";

    /// <summary>Values as people know them: what was scaled to train on is brought back to its own units.</summary>
    /// <param name="values">Values of this meaning, or a model's outputs that stand for them.</param>
    public virtual Tensor InOwnUnits(Tensor values) => values;

    /// <summary>Adds what people see of a batch: a picture, or something on the pictures that are there, or words.</summary>
    /// <param name="field">The field.</param>
    /// <param name="values">Its values, on the CPU.</param>
    /// <param name="views">A view for each sample, with what the fields before have added.</param>
    public virtual void Show(FieldSpec field, FieldValues values, IReadOnlyList<SampleView> views)
    {
    }

    /// <summary>Reads the field from a file or folder that holds nothing else, for a trained model to answer.</summary>
    /// <param name="field">The field.</param>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="InvalidDataException">It does not hold such values; the message names each place and what was expected.</exception>
    public virtual NewValues Read(FieldSpec field, string path) =>
        throw new InvalidDataException($"{path}: the field '{field.Name}' of this data set cannot be read from a file");

    /// <summary>Reads the field from the cells of a table with a column for each given field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="cells">A cell for each row.</param>
    /// <param name="folder">The folder of the table: cells that name files count from there.</param>
    /// <exception cref="InvalidDataException">A cell is none such.</exception>
    public virtual Column ReadCells(FieldSpec field, IReadOnlyList<string> cells, string folder) =>
        throw new InvalidDataException($"the field '{field.Name}' of this data set cannot be read from the cells of a table");

    /// <summary>What a model says about some inputs, in people's terms.</summary>
    /// <param name="field">The field that was asked for.</param>
    /// <param name="outputs">What the model gave for all of them.</param>
    /// <param name="inputs">What the inputs are called.</param>
    public virtual IReadOnlyList<Prediction> Predictions(FieldSpec field, Outputs outputs, IReadOnlyList<string> inputs) =>
        ValuesPrediction.Of(InOwnUnits(outputs.One), inputs);

    private static string Instead(string kind, string? component) => component is null ? "" : $"; for {kind} there is '{component}'";
}
