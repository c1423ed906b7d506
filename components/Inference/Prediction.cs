namespace ExperimentRunner.Components.Inference;

/// <summary>What a model says about one input.</summary>
/// <param name="Input">What the input is called: the name of its image, or the number of its row from 1.</param>
/// <param name="Class">The name of the class with the largest output, or its number where classes have no names; null where targets are not classes.</param>
/// <param name="Probability">The softmax of that output; null where targets are not classes.</param>
/// <param name="Outputs">All outputs: a probability for each class, in the order of the classes, or the values themselves.</param>
public sealed record Prediction(string Input, string? Class, double? Probability, IReadOnlyList<double> Outputs)
{
    /// <summary>The probability of each class under its name, in the order of the classes; null where targets are not classes.</summary>
    public IReadOnlyDictionary<string, double>? Classes { get; init; }
}
