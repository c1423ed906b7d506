using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Components.Datasets;

/// <summary>One file that a data set is made of, as plain data.</summary>
/// <param name="Folder">The folder that it is kept in, below the folder of all data and below a mirror: <c>fashion-mnist</c>.</param>
/// <param name="FileName">Its name there.</param>
/// <param name="Url">Where the publisher serves it.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256, in lower-case hexadecimal.</param>
public sealed record DataSource(string Folder, string FileName, Uri Url, long Bytes, string Sha256)
{
    /// <summary>What it is called in messages: folder and name.</summary>
    public string Name => $"{Folder}/{FileName}";

    /// <summary>Where it lies.</summary>
    /// <param name="root">The folder of all data, or a mirror of it.</param>
    /// <exception cref="InvalidDataException">The folder or the name is not one plain part of a path.</exception>
    public string PathIn(string root) => Path.Combine(root, PathSegment.Of(Folder), PathSegment.Of(FileName));
}
