namespace ExperimentRunner.Hosting;

/// <summary>What the host is started for.</summary>
internal interface IRunnerJob
{
    /// <summary>Does it.</summary>
    /// <returns>The program's exit code.</returns>
    Task<int> RunAsync();
}
