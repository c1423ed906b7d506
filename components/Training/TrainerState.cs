using ExperimentRunner.Components.Methods;

namespace ExperimentRunner.Components.Training;

/// <summary>What the trainer itself remembers in a checkpoint.</summary>
internal sealed record TrainerState
{
    /// <summary>The name of this part of a checkpoint.</summary>
    public const string Part = "trainer";

    /// <summary>Optimizer steps done.</summary>
    public long Step { get; init; }

    /// <summary>The length of the attempt's event file in bytes: later events are done again on resume.</summary>
    public long Events { get; init; }

    /// <summary>The best monitored value so far, or null.</summary>
    public double? Best { get; init; }

    /// <summary>The step of the best value, or null.</summary>
    public long? BestStep { get; init; }

    /// <summary>The monitored value of every evaluation so far.</summary>
    public IReadOnlyList<double> Monitored { get; init; } = [];

    /// <summary>Why a callback ended training, or null.</summary>
    public string? StopReason { get; init; }

    /// <summary>SHA-256 of the data, or null without a data set.</summary>
    public string? DataDigest { get; init; }

    /// <summary>Threads inside operations.</summary>
    public int Threads { get; init; }

    /// <summary>Scalars since the last logged line.</summary>
    public required ScalarWindowState Window { get; init; }

    /// <summary>Refuses data that are not those of the checkpoint.</summary>
    /// <param name="digest">SHA-256 of the data now, or null without a data set.</param>
    /// <exception cref="InvalidDataException">The data changed.</exception>
    public void RefuseOtherData(string? digest)
    {
        if (digest != DataDigest)
        {
            throw new InvalidDataException(
                $"the data changed since this run began: its checkpoint has digest {DataDigest}, the data now {digest}; restore the data, or start a new run");
        }
    }
}
