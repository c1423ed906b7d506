namespace ExperimentRunner.Components.Feeding;

/// <summary>What a sample of the publisher's training set is used for.</summary>
internal enum SplitPart
{
    /// <summary>Test.</summary>
    Test,

    /// <summary>Validation.</summary>
    Validation,

    /// <summary>Training.</summary>
    Train,
}
