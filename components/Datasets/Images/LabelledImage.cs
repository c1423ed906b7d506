namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>An image of a set and a class.</summary>
/// <param name="Set">The set: <c>train</c>, <c>test</c> or a further one.</param>
/// <param name="Class">The name of its class.</param>
/// <param name="Image">The image.</param>
internal sealed record LabelledImage(string Set, string Class, EncodedImage Image);
