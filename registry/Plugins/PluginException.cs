namespace ExperimentRunner.Registry.Plugins;

/// <summary>A file that is no plug-in; the message says why, to go behind its path.</summary>
internal sealed class PluginException(string message) : Exception(message);
