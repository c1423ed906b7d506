using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Meanings;

/// <summary>Which of many things, int64: a user, an article, the person that a sample is from. Numbers that are names and have no order.</summary>
/// <param name="Count">How many there are.</param>
public sealed record IdMeaning(long Count) : Meaning
{
    /// <inheritdoc/>
    public override ScalarType Type => ScalarType.Int64;
}
