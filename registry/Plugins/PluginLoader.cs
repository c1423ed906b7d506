using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Registry.Plugins;

/// <summary>Loads plug-ins, each version of a file once in the life of the process.</summary>
/// <param name="product">The components of the product.</param>
internal sealed class PluginLoader(ComponentRegistry product)
{
    private static readonly ConcurrentDictionary<(string Path, string Sha256), Plugin> Loaded = new();

    private readonly Dictionary<string, Version> shared = SharedBy(product.Assemblies);

    /// <summary>Loads a file that exists.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PluginException">It is none.</exception>
    public Plugin Load(string path)
    {
        var full = Path.GetFullPath(path);
        var content = ReadFile(full);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        return Loaded.GetOrAdd((full, sha256), _ => Load(full, content, sha256));
    }

    /// <summary>The assemblies of the product and those that they work with.</summary>
    private static Dictionary<string, Version> SharedBy(IEnumerable<Assembly> assemblies)
    {
        var versions = new Dictionary<string, Version>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in assemblies.Append(typeof(ComponentRegistry).Assembly).SelectMany(assembly => assembly.GetReferencedAssemblies().Prepend(assembly.GetName())))
        {
            versions[name.Name!] = name.Version!;
        }

        return versions;
    }

    private Plugin Load(string path, byte[] content, string sha256)
    {
        var assembly = Open(path, content);
        if (shared.ContainsKey(assembly.GetName().Name!))
        {
            throw new PluginException("is an assembly of the product itself");
        }

        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            if (shared.TryGetValue(reference.Name!, out var here) && !Fits(reference, here))
            {
                throw new PluginException($"was built for {reference.Name} {reference.Version}, and this is {here}; build it again for this version");
            }
        }

        if (!TypesOf(assembly).Any(type => type.IsDefined(typeof(ComponentAttribute), inherit: false)))
        {
            throw new PluginException("holds no component: no record in it has [Component(\"name\")]");
        }

        return new Plugin(path, assembly, sha256);
    }

    private Assembly Open(string path, byte[] content)
    {
        try
        {
            return new PluginContext(path, shared.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase)).Load(path, content);
        }
        catch (BadImageFormatException)
        {
            throw new PluginException("is not a .NET assembly");
        }
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return RegularFile.ReadBytes(path, PluginContext.LargestFile);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"cannot be read: {failure.Message.TrimEnd('.')}");
        }
    }

    private static Type[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException failure)
        {
            throw new PluginException($"cannot be loaded: {failure.LoaderExceptions.OfType<Exception>().First().Message}");
        }
    }

    /// <summary>A framework serves what was built for an older one; other libraries serve their own series only.</summary>
    private static bool Fits(AssemblyName reference, Version here) => reference.Version! <= here
        && (reference.Name!.StartsWith("System.", StringComparison.Ordinal)
            || (reference.Version!.Major == here.Major && (here.Major > 0 || reference.Version.Minor == here.Minor)));
}
