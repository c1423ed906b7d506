namespace ExperimentRunner.Registry.Configuration;

/// <summary>Where configurations are read from.</summary>
public interface IConfigFiles
{
    /// <summary>Reads a file, or says why not.</summary>
    /// <param name="path">The path, relative to the current directory or absolute.</param>
    FileContent Read(string path);

    /// <summary>The names of the files in a folder, for suggestions; empty where there is none.</summary>
    IReadOnlyList<string> List(string folder);
}
