namespace ExperimentRunner.Tests.Components;

/// <summary>A folder that lives as long as a test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("experiment-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
