using System.Reflection;

namespace ExperimentRunner.Registry.Plugins;

/// <summary>An assembly with components that a configuration names.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Assembly">The assembly, loaded from a copy in memory: a build may replace the file while a run is going.</param>
/// <param name="Sha256">The digest of the file, in lower-case hexadecimal.</param>
public sealed record Plugin(string Path, Assembly Assembly, string Sha256)
{
    /// <summary>The assembly's name: the plug-in's part in a trial's identity.</summary>
    public string Name => Assembly.GetName().Name!;
}
