namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>What of an image does not reach its pixels as a person might expect.</summary>
[Flags]
internal enum ImageTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It was turned upright, as its camera noted.</summary>
    Turned = 1,

    /// <summary>It has 16 bits a value, of which 8 are read.</summary>
    SixteenBits = 2,

    /// <summary>Some of its pixels are transparent.</summary>
    Transparent = 4,

    /// <summary>It has several frames, of which the first is read.</summary>
    Animated = 8,
}
