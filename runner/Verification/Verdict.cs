namespace ExperimentRunner.Verification;

/// <summary>What a measurement says about a claim.</summary>
public enum Verdict
{
    /// <summary>The measurement meets it.</summary>
    Reproduced,

    /// <summary>It does not.</summary>
    Missed,

    /// <summary>It is about other hardware than this; nothing is said about it.</summary>
    NotMeasured,

    /// <summary>A trial failed, so that there is no measurement.</summary>
    Failed,
}
