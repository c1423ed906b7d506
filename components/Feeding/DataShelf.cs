using static TorchSharp.torch;

namespace ExperimentRunner.Components.Feeding;

/// <summary>Owns the data of the training at hand, and keeps them for the next one that wants the same.</summary>
/// <param name="keyOf">What two experiments must share to share data; null keeps data for one training only.</param>
public sealed class DataShelf(Func<Experiment, string>? keyOf = null) : IDisposable
{
    private (string? Key, Device Device, PreparedData Data)? kept;

    /// <summary>About how many bytes the data take that are kept now.</summary>
    public long Bytes => kept?.Data.Content.Sets.Sum(samples => samples.Bytes) ?? 0;

    /// <summary>What a person should know of the data that are kept now, before training on them.</summary>
    public IReadOnlyList<string> Warnings => kept?.Data.Warnings ?? [];

    /// <summary>The data of an experiment. They are valid until others are taken.</summary>
    /// <param name="experiment">The experiment; it has a data set.</param>
    /// <param name="folder">The folder that holds fetched data sets.</param>
    /// <param name="device">Where samples are wanted.</param>
    public PreparedData Take(Experiment experiment, string folder, Device device)
    {
        var key = keyOf?.Invoke(experiment);
        if (kept is { Key: { } known } there && known == key && there.Device == device)
        {
            return there.Data;
        }

        Dispose(); // first: two data sets may be more than memory holds
        kept = (key, device, PreparedData.Of(experiment, folder, device));
        return kept.Value.Data;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        kept?.Data.Dispose();
        kept = null;
    }
}
