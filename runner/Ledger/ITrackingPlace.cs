namespace ExperimentRunner.Ledger;

/// <summary>Where people look at runs.</summary>
public interface ITrackingPlace
{
    /// <summary>What to open, or the command that opens it.</summary>
    string LookAt(TrialContext trial);

    /// <summary>The runner of a sweep leaves, as its journal says.</summary>
    /// <param name="run">The folder of its name.</param>
    void EndSweep(ExperimentFolder run);
}
