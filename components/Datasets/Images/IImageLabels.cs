namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>Knows the class of each image of a source.</summary>
internal interface IImageLabels
{
    /// <summary>The image with its set and class; null after a problem.</summary>
    LabelledImage? Find(EncodedImage image);

    /// <summary>Looks for what is missing, after the last image.</summary>
    void Finish(IImageSource source);
}
