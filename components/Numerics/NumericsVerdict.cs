namespace ExperimentRunner.Components.Numerics;

/// <summary>What a check of libtorch on a device came to.</summary>
/// <param name="WithoutOneDnn">Kinds of layers that are right only without oneDNN, which is slower; empty on most machines.</param>
/// <param name="Wrong">Layers that are wrong in every way, each with its deviation; none where it can be trained on.</param>
public sealed record NumericsVerdict(IReadOnlyList<LayerKind> WithoutOneDnn, IReadOnlyList<string> Wrong)
{
    /// <summary>Whether it can be trained on.</summary>
    public bool IsRight => Wrong.Count == 0;
}
