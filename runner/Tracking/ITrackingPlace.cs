namespace ExperimentRunner.Tracking;

/// <summary>Where people look at runs.</summary>
public interface ITrackingPlace
{
    /// <summary>What to open, or the command that opens it.</summary>
    string LookAt(TrialContext trial);
}
