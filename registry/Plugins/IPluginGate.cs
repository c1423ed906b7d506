namespace ExperimentRunner.Registry.Plugins;

/// <summary>Decides whether a plug-in may run. It runs with all rights of whoever reads the configuration that names it.</summary>
public interface IPluginGate
{
    /// <summary>Whether it may.</summary>
    /// <param name="plugin">The plug-in's file, which exists.</param>
    /// <param name="config">The configuration that is read; null where it is no file.</param>
    bool Admits(string plugin, string? config);
}
