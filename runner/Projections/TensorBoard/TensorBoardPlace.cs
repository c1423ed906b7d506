using ExperimentRunner.Components.Training;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Projections.TensorBoard;

/// <summary>The event files of TensorBoard, one in each trial's folder.</summary>
/// <param name="mask">Keeps secrets out.</param>
internal sealed class TensorBoardPlace(SecretMask mask) : ILocalPlace
{
    /// <inheritdoc/>
    public string Product => "the event files for TensorBoard";

    /// <inheritdoc/>
    public bool IsWanted(TrackingSettings settings) => settings.Tensorboard;

    /// <inheritdoc/>
    public IProjection Open(LedgerTrial trial)
    {
        var folder = Path.Combine(trial.Folder.Path, "tensorboard");
        Containment.Require(folder, trial.Run.Runs.Path);
        var cursor = new CursorFile<TensorBoardCursor>(
            Path.Combine(folder, "cursor.json"), TensorBoardCursor.Json.Default.TensorBoardCursor, "delete it, and the event file is made again");
        return new TensorBoardProjection(trial, Path.Combine(folder, "events.out.tfevents.0000000001.experiment"), mask, cursor);
    }
}
