namespace ExperimentRunner.Commands;

/// <summary>One data set in a list.</summary>
/// <param name="Name">Its name in YAML.</param>
/// <param name="Folder">The folder that its files are kept in.</param>
/// <param name="Files">How many files it is made of.</param>
/// <param name="Fetched">How many of them are there.</param>
/// <param name="Bytes">The size of all of them.</param>
internal sealed record DatasetRow(string Name, string Folder, int Files, int Fetched, long Bytes);
