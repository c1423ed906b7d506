namespace ExperimentRunner.Components.Augmentations;

/// <summary>How a value between pixels is found.</summary>
public enum Interpolation
{
    /// <summary>From the four pixels around it.</summary>
    Bilinear,

    /// <summary>From the nearest pixel.</summary>
    Nearest,
}
