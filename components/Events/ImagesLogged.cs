using ExperimentRunner.Components.Data;

namespace ExperimentRunner.Components.Events;

/// <summary>Images for people to look at, such as <c>train/samples</c>: the first batch as the model sees it.</summary>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Images">The images, all of one size.</param>
public sealed record ImagesLogged(long Step, string Name, IReadOnlyList<LoggedImage> Images) : TrainingEvent;

/// <summary>Texts for people to read, such as <c>train/samples</c> of a data set of texts.</summary>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Texts">The texts.</param>
public sealed record TextsLogged(long Step, string Name, IReadOnlyList<string> Texts) : TrainingEvent;

/// <summary>Sound for people to hear.</summary>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Rate">Samples a second.</param>
/// <param name="Samples">One channel, from -32768 to 32767, in the byte order of WAV files.</param>
public sealed record AudioLogged(long Step, string Name, int Rate, ReadOnlyMemory<byte> Samples) : TrainingEvent;

/// <summary>How values are spread, such as the weights of a layer.</summary>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Edges">The borders of the bins, in ascending order: one more than there are bins.</param>
/// <param name="Counts">How many values lie in each bin.</param>
public sealed record HistogramLogged(long Step, string Name, IReadOnlyList<double> Edges, IReadOnlyList<long> Counts) : TrainingEvent;
