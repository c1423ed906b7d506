namespace ExperimentRunner.Components.Data;

/// <summary>Inputs without targets.</summary>
/// <param name="Samples">The inputs: a table of the fields that a model is given.</param>
/// <param name="Names">What each input is called: the name of its image, or the number of its row.</param>
public sealed record NewInputs(SampleTable Samples, IReadOnlyList<string> Names) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Samples.Dispose();
}
