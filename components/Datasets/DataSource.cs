namespace ExperimentRunner.Components.Datasets;

/// <summary>One file that a data set is made of.</summary>
/// <param name="Url">Where the publisher serves it.</param>
/// <param name="FileName">Its name in the data set's folder.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256, in lower-case hexadecimal.</param>
public sealed record DataSource(Uri Url, string FileName, long Bytes, string Sha256);
