namespace ExperimentRunner.Components.Models;

/// <summary>What a shortcut does where the shape changes (He et al. 2016, section 3.3).</summary>
public enum ShortcutOption
{
    /// <summary>Every second pixel of every second row, and zeros for the new channels, half of them before the others: no weights.</summary>
    A,

    /// <summary>A 1×1 convolution, with batch normalisation.</summary>
    B,
}
