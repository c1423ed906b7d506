namespace ExperimentRunner.Registry.Shapes;

/// <summary>The kinds of single values.</summary>
public enum ScalarKind
{
    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>A length of training: <c>10ep</c>, <c>500it</c>.</summary>
    Duration,

    /// <summary>A length of training or of wall time.</summary>
    Cadence,

    /// <summary>A length of wall time: <c>30s</c>, <c>5min</c>, <c>2h</c>.</summary>
    WallTime,

    /// <summary>A reference to an environment variable.</summary>
    Secret,
}
