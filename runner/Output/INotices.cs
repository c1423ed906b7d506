namespace ExperimentRunner.Output;

/// <summary>Lines for the user.</summary>
public interface INotices
{
    /// <summary>Tells something worth knowing.</summary>
    void Inform(string line);

    /// <summary>Tells of something that does not work as it should.</summary>
    void Warn(string line);
}
