namespace ExperimentRunner.Registry.Files;

/// <summary>What stands at a path, once links are followed.</summary>
public enum FileKind
{
    /// <summary>Nothing, or nothing that this user may see.</summary>
    Missing,

    /// <summary>A file with a size and an end.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe: reading waits for whoever writes, maybe for ever.</summary>
    Pipe,

    /// <summary>A device, or a socket: reading may never end.</summary>
    Device,
}
