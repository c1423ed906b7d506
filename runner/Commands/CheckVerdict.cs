namespace ExperimentRunner.Commands;

/// <summary>What a check finds of a config.</summary>
internal enum CheckVerdict
{
    /// <summary>It can be run.</summary>
    Valid,

    /// <summary>It has mistakes.</summary>
    Invalid,

    /// <summary>It lacks what the configs that extend it bring, and has no other mistake.</summary>
    Base,
}
