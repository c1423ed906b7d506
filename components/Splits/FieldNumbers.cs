using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Splits;

/// <summary>The values of a field by which samples are split.</summary>
internal static class FieldNumbers
{
    /// <summary>One number for each sample.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="field">The field.</param>
    /// <param name="argument">The argument that names it, for messages.</param>
    /// <exception cref="InvalidOperationException">There is no such field, or it has several values for a sample.</exception>
    public static double[] Of(SampleTable samples, string field, string argument)
    {
        if (samples.Spec.Find(field) is not { } found)
        {
            throw new InvalidOperationException($"{argument}: this data set has no field '{field}'; known: {string.Join(", ", samples.Spec.Fields.Select(one => one.Name))}");
        }

        if (found.Size != 1 || found.IsRagged)
        {
            throw new InvalidOperationException($"{argument}: '{field}' has [{string.Join(", ", found.Shape)}] values for a sample; expected a field with one number each");
        }

        using var scope = NewDisposeScope();
        return samples[field].Fetch(Rows.Of(SampleSubset.All(samples).Indices)).Values.to(ScalarType.Float64).contiguous().data<double>().ToArray();
    }
}
