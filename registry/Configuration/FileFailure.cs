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

    /// <summary>It is a pipe that is not the shell's own, or does not end.</summary>
    Pipe,

    /// <summary>It is a link that leads back to itself.</summary>
    Loop,

    /// <summary>The path is empty.</summary>
    NoPath,

    /// <summary>This user may not read it, or reading failed.</summary>
    Denied,

    /// <summary>It is larger than any configuration.</summary>
    TooLarge,
}
