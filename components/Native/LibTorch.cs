using System.Runtime.InteropServices;
using ExperimentRunner.Registry.Files;
using TorchSharp;

namespace ExperimentRunner.Components.Native;

/// <summary>
/// libtorch, found and loaded before its first use: the one that ships beside the program, or the one in the folder that
/// the environment variable <c>EXPERIMENT_LIBTORCH</c> names, such as <c>torch/lib</c> of a Python installation with CUDA.
/// </summary>
public static class LibTorch
{
    /// <summary>The environment variable that names the folder of another libtorch.</summary>
    public const string FolderVariable = "EXPERIMENT_LIBTORCH";

    private const string CudaLibrary = "libtorch_cuda.so";
    private const string Bridge = "libLibTorchSharp.so";

    // TorchSharp's bridge asks for this version of libstdc++ (GCC 13) through one symbol that none of its code uses.
    private const string NeedlessVersion = "GLIBCXX_3.4.32";

    private static readonly string[] Required = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];
    private static readonly string[] LoadOrder = ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", CudaLibrary, "libtorch.so"];
    private static readonly Lazy<string> Loaded = new(LoadOnce);

    /// <summary>The folder that it is loaded from; found without loading it.</summary>
    /// <exception cref="LibTorchException">There is no libtorch.</exception>
    public static string Folder => FindFolder(Environment.GetEnvironmentVariable(FolderVariable));

    /// <summary>Whether it can compute on NVIDIA GPUs, if there are any; found out without loading it.</summary>
    /// <exception cref="LibTorchException">There is no libtorch.</exception>
    public static bool KnowsCuda => File.Exists(Path.Combine(Folder, CudaLibrary));

    /// <summary>The GPUs that it can compute on; loads it, and asks the driver.</summary>
    /// <exception cref="LibTorchException">It cannot be loaded here.</exception>
    public static int UsableGpus()
    {
        Load();
        return torch.cuda.is_available() ? torch.cuda.device_count() : 0;
    }

    /// <summary>Its version, such as <c>2.10.0</c>; loads it.</summary>
    public static string Version => Loaded.Value;

    /// <summary>Loads it. Does nothing the second time; safe from several threads.</summary>
    /// <exception cref="LibTorchException">It cannot be loaded here.</exception>
    public static void Load() => _ = Loaded.Value;

    /// <summary>The address of what one of its libraries exports, or null where it does not; loads it.</summary>
    /// <param name="library">The library's file name.</param>
    /// <param name="name">The name of the symbol, mangled where it is C++.</param>
    internal static nint? Find(string library, string name)
    {
        Load();
        return NativeLibrary.TryGetExport(NativeLibrary.Load(Path.Combine(Folder, library)), name, out var address) ? address : null;
    }

    /// <summary>The folder of the libtorch to load.</summary>
    /// <param name="named">The folder that the user named, or null for the one beside the program.</param>
    /// <exception cref="LibTorchException">There is no libtorch.</exception>
    internal static string FindFolder(string? named)
    {
        if (string.IsNullOrEmpty(named))
        {
            return Path.GetDirectoryName(FindBeside(Path.Combine("libtorch", Required[0])))!;
        }

        if (!Directory.Exists(named))
        {
            throw new LibTorchException($"{FolderVariable} names the folder '{named}', which does not exist");
        }

        var missing = Required.Where(file => !File.Exists(Path.Combine(named, file))).ToArray();
        return missing.Length == 0 ? Path.GetFullPath(named) : throw new LibTorchException(
            $"{FolderVariable} names the folder '{named}', which holds no libtorch: {string.Join(", ", missing)} missing; " +
            "in a Python installation the folder is site-packages/torch/lib");
    }

    private static string LoadOnce()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new LibTorchException($"training needs Linux on x64; this is {RuntimeInformation.RuntimeIdentifier}");
        }

        var folder = Folder;
        foreach (var path in LoadOrder.Select(file => Path.Combine(folder, file)).Where(File.Exists))
        {
            SharedLibrary.Load(path);
        }

        LoadBridge(FindBeside(Bridge), folder);
        Nnpack.TurnOff(Path.Combine(folder, "libtorch_cpu.so"));
        torch.InitializeDeviceType(DeviceType.CPU);
        return VersionOf(Path.Combine(folder, "libtorch_cpu.so"));
    }

    private static void LoadBridge(string path, string folder)
    {
        var error = SharedLibrary.TryLoadComplete(path);
        if (error is not null && error.Contains(NeedlessVersion, StringComparison.Ordinal))
        {
            var image = RegularFile.ReadBytes(path, long.MaxValue);
            new VersionNeeds(image).MakeWeak(NeedlessVersion);
            error = SharedLibrary.TryLoadComplete(image, Bridge);
        }

        if (error is not null)
        {
            throw new LibTorchException($"TorchSharp does not work with the libtorch in {folder}: {error}");
        }
    }

    private static unsafe string VersionOf(string library)
    {
        if (!NativeLibrary.TryGetExport(NativeLibrary.Load(library), "aoti_torch_abi_version", out var function))
        {
            return "unknown";
        }

        var version = ((delegate* unmanaged<ulong>)function)();
        return $"{version >> 56}.{version >> 48 & 0xff}.{version >> 40 & 0xff}";
    }

    private static string FindBeside(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, file);
        return File.Exists(path) ? path : throw new LibTorchException($"{path} is missing: the installation is incomplete");
    }
}
