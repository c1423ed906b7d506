namespace ExperimentRunner.Components.Numerics;

/// <summary>Layers that libtorch computes in the same way, so that one check speaks for all of a kind.</summary>
public enum LayerKind
{
    /// <summary>Convolutions over series, transposed and grouped ones too.</summary>
    Convolution1d,

    /// <summary>Convolutions over images.</summary>
    Convolution2d,

    /// <summary>Convolutions over volumes.</summary>
    Convolution3d,

    /// <summary>Convolutions from one channel to one, whose layout nothing can tell.</summary>
    SingleChannel,

    /// <summary>Everything else.</summary>
    Other,
}
