namespace ExperimentRunner.Components.Data;

/// <summary>A small image for people to look at.</summary>
/// <param name="Label">What it shows: the name of its class.</param>
/// <param name="Channels">1 for gray, 3 for red, green and blue.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Pixels">Channels, rows, columns, from 0 to 255.</param>
public sealed record LoggedImage(string Label, int Channels, int Height, int Width, ReadOnlyMemory<byte> Pixels);
