namespace ExperimentRunner.Components.Sampling;

/// <summary>Draws the samples of an epoch: a pure function of seed and epoch, so that a resumed training needs no state of it.</summary>
/// <param name="order">Takes the index of each sample of the epoch.</param>
/// <param name="seed">The seed of training.</param>
/// <param name="epoch">The pass over the data, from 0.</param>
public delegate void EpochOrder(Span<long> order, long seed, long epoch);
