namespace ExperimentRunner.Components.Data;

/// <summary>One field of a data set: a column of its table.</summary>
/// <param name="Name">Its name, by which batches hold it: <c>image</c>, <c>question</c>, <c>class</c>.</param>
/// <param name="Role">What it is there for.</param>
/// <param name="Meaning">What its values are.</param>
/// <param name="Shape">The shape of one value without the batch; a first dimension of -1 says that rows differ in length; empty for single numbers.</param>
public sealed record FieldSpec(string Name, FieldRole Role, Meaning Meaning, IReadOnlyList<long> Shape)
{
    /// <summary>A field that models are given.</summary>
    public static FieldSpec Given(string name, Meaning meaning, params IReadOnlyList<long> shape) => new(name, FieldRole.Given, meaning, shape);

    /// <summary>A field that models are asked for.</summary>
    public static FieldSpec Asked(string name, Meaning meaning, params IReadOnlyList<long> shape) => new(name, FieldRole.Asked, meaning, shape);

    /// <summary>A field that no batch holds: what samples are split by, such as their time or the person that they are from.</summary>
    public static FieldSpec Kept(string name, Meaning meaning, params IReadOnlyList<long> shape) => new(name, FieldRole.Kept, meaning, shape);

    /// <summary>Whether rows differ in length: batches then hold them padded, with their lengths.</summary>
    public bool IsRagged => Shape is [-1, ..];

    /// <summary>The number of values in one row, or in one place of a ragged row.</summary>
    public long Size => Shape.Where(size => size >= 0).Aggregate(1L, (product, size) => product * size);

    /// <summary>What rows are padded with: what is asked for is padded so that no loss and no metric counts it.</summary>
    public double Padding => Role == FieldRole.Asked && Meaning.HasClasses ? Meaning.Ignored : Meaning.Padding;
}

/// <summary>What a field is there for.</summary>
public enum FieldRole
{
    /// <summary>Models are given it.</summary>
    Given,

    /// <summary>Models are asked for it.</summary>
    Asked,

    /// <summary>No batch holds it; samples are split by it.</summary>
    Kept,
}
