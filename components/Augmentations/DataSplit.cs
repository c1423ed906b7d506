namespace ExperimentRunner.Components.Augmentations;

/// <summary>The purpose that samples serve.</summary>
public enum DataSplit
{
    /// <summary>Training.</summary>
    Train,

    /// <summary>Validation while training.</summary>
    Val,

    /// <summary>The test at the end.</summary>
    Test,
}
