using ExperimentRunner.Components.Numerics;
using ExperimentRunner.Components.Training;

namespace ExperimentRunner.Workers;

/// <summary>Computes the whole table.</summary>
/// <param name="log">Where details of a failure go.</param>
public sealed class NumericsChecker(TextWriter log) : INumericsChecker
{
    /// <inheritdoc/>
    public WorkerMessage Check(CheckNumericsCommand command)
    {
        try
        {
            var report = NumericsReport.Of(command.Device, command.Threads, LayerTable.Full);
            return new NumericsCheckedMessage(report.Device, report.LibTorch, LayerTable.Full.Count, report.Verdict);
        }
        catch (Exception failure)
        {
            log.WriteLine(failure);
            return new RefusedMessage(Failures.Reason(failure));
        }
    }
}
