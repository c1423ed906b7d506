namespace ExperimentRunner.Registry.Configuration;

/// <summary>Why a file cannot be read.</summary>
public enum FileFailure
{
    /// <summary>It can.</summary>
    None,

    /// <summary>It does not exist.</summary>
    Missing,

    /// <summary>It is a folder.</summary>
    Folder,

    /// <summary>It is a device.</summary>
    Device,

    /// <summary>This user may not read it, or reading failed.</summary>
    Denied,

    /// <summary>It is larger than any configuration.</summary>
    TooLarge,
}
