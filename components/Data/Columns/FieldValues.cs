using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Columns;

/// <summary>The values of one field in a batch.</summary>
/// <param name="Values">[B, …]; of a ragged field [B, longest row, …], padded.</param>
/// <param name="Lengths">The length of each row of a ragged field, int64 [B]; else null.</param>
public readonly record struct FieldValues(Tensor Values, Tensor? Lengths = null);
