using ExperimentRunner.Components.Native;

namespace ExperimentRunner.Workers;

/// <summary>Loads libtorch and asks it what it can do.</summary>
/// <param name="log">Where details of a failure go.</param>
public sealed class Examiner(TextWriter log) : IExaminer
{
    /// <inheritdoc/>
    public WorkerMessage Examine()
    {
        try
        {
            return new ExaminedMessage(LibTorch.Version, LibTorch.UsableGpus());
        }
        catch (Exception failure)
        {
            log.WriteLine(failure);
            return new RefusedMessage(failure.Message);
        }
    }
}
