using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets;

/// <summary>A set of samples that are fetched by index, a batch at a time.</summary>
public interface ISamples : IDisposable
{
    /// <summary>The number of samples.</summary>
    long Count { get; }

    /// <summary>The class of each sample, for stratified splits; empty where targets are not classes.</summary>
    ReadOnlySpan<long> Labels { get; }

    /// <summary>About how many bytes of memory they take on their device; 0 where they are read from files as they are needed.</summary>
    long Bytes => 0;

    /// <summary>Fetches a batch.</summary>
    /// <param name="indices">Indices from 0 to <see cref="Count"/> - 1, int64 [B], on the device of the samples.</param>
    /// <returns>Inputs float32 [B, …] and targets [B, …], owned by the current dispose scope.</returns>
    Batch Fetch(Tensor indices);

    /// <summary>Learns, from the samples that train and from no other, what inputs are scaled by; most sets have nothing to learn. Called before <see cref="MoveTo"/>.</summary>
    /// <param name="training">The indices of the samples to train on.</param>
    void Fit(ReadOnlySpan<long> training)
    {
    }

    /// <summary>Moves the samples to a device, once, before training.</summary>
    void MoveTo(Device device);
}
