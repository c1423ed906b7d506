namespace ExperimentRunner.Registry.Values;

/// <summary>
/// A value that only the environment holds. A config names the variable, <c>${env:NAME}</c>, and nothing else ever stands
/// in a file, a hash or a log.
/// </summary>
/// <param name="Variable">The name of the environment variable.</param>
public sealed record Secret(string Variable)
{
    /// <summary>Reads the value now. Do not store it.</summary>
    /// <exception cref="InvalidOperationException">The variable is not set.</exception>
    public string Read() => Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException($"the environment variable {Variable} is not set; set it and start again");

    /// <summary>The reference, never the value.</summary>
    public override string ToString() => $"${{env:{Variable}}}";
}
