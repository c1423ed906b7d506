using System.Reflection;
using System.Runtime.Loader;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Registry.Plugins;

/// <summary>
/// The context of one plug-in: its own dependencies come from its folder, and whatever the product works with is the product's,
/// so that its types are the same on both sides.
/// </summary>
internal sealed class PluginContext : AssemblyLoadContext
{
    /// <summary>The most bytes that an assembly, or its symbols, may have.</summary>
    public const int LargestFile = 1 << 28;

    private readonly string path;
    private readonly IReadOnlySet<string> shared;
    private readonly AssemblyDependencyResolver resolver;

    /// <summary>A context for a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="shared">The names of assemblies that are the product's.</param>
    public PluginContext(string path, IReadOnlySet<string> shared)
        : base(Path.GetFileNameWithoutExtension(path))
    {
        this.path = path;
        this.shared = shared;
        resolver = new AssemblyDependencyResolver(path);
    }

    /// <summary>Where an assembly lies, a plug-in's own too.</summary>
    public static string LocationOf(Assembly assembly) =>
        GetLoadContext(assembly) is PluginContext context && assembly.GetName().Name == context.Name ? context.path : assembly.Location;

    /// <summary>Loads an assembly from memory, with its symbols where they lie beside it.</summary>
    public Assembly Load(string file, byte[] content)
    {
        var symbols = Path.ChangeExtension(file, ".pdb");
        using var stream = new MemoryStream(content);
        using var symbolStream = File.Exists(symbols) ? new MemoryStream(RegularFile.ReadBytes(symbols, LargestFile)) : null;
        return LoadFromStream(stream, symbolStream);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        !shared.Contains(assemblyName.Name!) && resolver.ResolveAssemblyToPath(assemblyName) is { } file ? Load(file, RegularFile.ReadBytes(file, LargestFile)) : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : 0;
}
