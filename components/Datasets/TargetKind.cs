namespace ExperimentRunner.Components.Datasets;

/// <summary>What the targets of a data set are.</summary>
public enum TargetKind
{
    /// <summary>Classes, int64 [B].</summary>
    Classes,

    /// <summary>Numbers, float32 [B, targets].</summary>
    Numbers,
}
