using System.Runtime.InteropServices;
using System.Text;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Components.Native;

/// <summary>Reads NVIDIA GPUs through NVML, the library behind <c>nvidia-smi</c>, where the driver brings it.</summary>
public sealed partial class NvidiaProbe : IDisposable
{
    private const string Nvml = "libnvidia-ml.so.1";
    private const int Success = 0;
    private const int LongestText = 96; // NVML_DEVICE_NAME_V2_BUFFER_SIZE, NVML_DEVICE_UUID_V2_BUFFER_SIZE
    private const double Megabyte = 1e6;
    private const double Milliwatt = 1e-3;

    private readonly IntPtr[] devices;

    private NvidiaProbe(IntPtr[] devices) => this.devices = devices;

    /// <summary>
    /// Their names for <c>CUDA_VISIBLE_DEVICES</c>: unlike numbers, which CUDA counts in an order of its own, they are the same to
    /// everyone.
    /// </summary>
    public IReadOnlyList<string> Names => Texts(DeviceGetUuid);

    /// <summary>What they are, such as <c>NVIDIA H100 80GB HBM3</c>.</summary>
    public IReadOnlyList<string> Models => Texts(DeviceGetName);

    /// <summary>The version of the driver, such as <c>570.86.15</c>; null where it does not tell.</summary>
    public static string? Driver()
    {
        var text = new byte[LongestText];
        return SystemGetDriverVersion(text, LongestText) == Success ? Encoding.ASCII.GetString(text).TrimEnd('\0') : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Shutdown();

    /// <summary>Opens it, or returns null on a machine without.</summary>
    public static NvidiaProbe? Open()
    {
        if (!NativeLibrary.TryLoad(Nvml, out _) || Init() != Success)
        {
            return null;
        }

        return DeviceGetCount(out var count) == Success
            ? new NvidiaProbe([.. Enumerable.Range(0, (int)count).Where(index => DeviceGetHandleByIndex((uint)index, out _) == Success).Select(Handle)])
            : null;
    }

    /// <summary>
    /// The free memory of a GPU in bytes, by its name or number in <c>CUDA_VISIBLE_DEVICES</c>; null where that is not known.
    /// </summary>
    public long? Free(string gpu) =>
        Find(gpu) is { } device && DeviceGetMemoryInfo(device, out var memory) == Success ? (long)memory.Free : null;

    /// <summary>Adds what the driver tells; a figure that a card does not have is left out.</summary>
    public void Read(Dictionary<string, double> values)
    {
        for (var index = 0; index < devices.Length; index++)
        {
            Read(devices[index], FormattableString.Invariant($"gpu_{index}_"), values);
        }
    }

    private IntPtr? Find(string gpu)
    {
        if (int.TryParse(gpu, out var index))
        {
            return index < devices.Length ? devices[index] : null;
        }

        return DeviceGetHandleByUuid(gpu, out var device) == Success ? device : null;
    }

    private IReadOnlyList<string> Texts(Func<IntPtr, byte[], uint, int> get) =>
        [.. devices.Select(device => Text(device, get)).OfType<string>()];

    private static string? Text(IntPtr device, Func<IntPtr, byte[], uint, int> get)
    {
        var text = new byte[LongestText];
        return get(device, text, LongestText) == Success ? Encoding.ASCII.GetString(text).TrimEnd('\0') : null;
    }

    private static IntPtr Handle(int index)
    {
        _ = DeviceGetHandleByIndex((uint)index, out var device);
        return device;
    }

    private static void Read(IntPtr device, string prefix, Dictionary<string, double> values)
    {
        if (DeviceGetUtilizationRates(device, out var utilization) == Success)
        {
            values[prefix + "utilization_percentage"] = utilization.Gpu;
        }

        if (DeviceGetMemoryInfo(device, out var memory) == Success)
        {
            values[prefix + "memory_usage_megabytes"] = memory.Used / Megabyte;
            values[prefix + "memory_usage_percentage"] = 100.0 * memory.Used / memory.Total;
        }

        if (DeviceGetPowerUsage(device, out var power) == Success)
        {
            values[prefix + "power_usage_watts"] = power * Milliwatt;
            if (DeviceGetEnforcedPowerLimit(device, out var limit) == Success && limit > 0)
            {
                values[prefix + "power_usage_percentage"] = 100.0 * power / limit;
            }
        }
    }

    [LibraryImport(Nvml, EntryPoint = "nvmlInit_v2")]
    private static partial int Init();

    [LibraryImport(Nvml, EntryPoint = "nvmlShutdown")]
    private static partial int Shutdown();

    [LibraryImport(Nvml, EntryPoint = "nvmlSystemGetDriverVersion")]
    private static partial int SystemGetDriverVersion([Out] byte[] version, uint length);

    [LibraryImport(Nvml, EntryPoint = "nvmlDeviceGetCount_v2")]
    private static partial int DeviceGetCount(out uint count);

    [LibraryImport(Nvml, EntryPoint = "nvmlDeviceGetHandleByIndex_v2")]
    private static partial int DeviceGetHandleByIndex(uint index, out IntPtr device);

    [LibraryImport(Nvml, EntryPoint = "nvmlDeviceGetHandleByUUID", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int DeviceGetHandleByUuid(string uuid, out IntPtr device);

    [LibraryImport(Nvml, EntryPoint = "nvmlDeviceGetUUID")]
    private static partial int DeviceGetUuid(IntPtr device, [Out] byte[] uuid, uint length);

    [LibraryImport(Nvml, EntryPoint = "nvmlDeviceGetName")]
    private static partial int DeviceGetName(IntPtr device, [Out] byte[] name, uint length);

    [LibraryImport(Nvml, EntryPoint = "nvmlDeviceGetUtilizationRates")]
    private static partial int DeviceGetUtilizationRates(IntPtr device, out Utilization utilization);

    [LibraryImport(Nvml, EntryPoint = "nvmlDeviceGetMemoryInfo")]
    private static partial int DeviceGetMemoryInfo(IntPtr device, out Memory memory);

    [LibraryImport(Nvml, EntryPoint = "nvmlDeviceGetPowerUsage")]
    private static partial int DeviceGetPowerUsage(IntPtr device, out uint milliwatts);

    [LibraryImport(Nvml, EntryPoint = "nvmlDeviceGetEnforcedPowerLimit")]
    private static partial int DeviceGetEnforcedPowerLimit(IntPtr device, out uint milliwatts);

    [StructLayout(LayoutKind.Sequential)]
    private struct Utilization
    {
        public uint Gpu;
        public uint Memory;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Memory
    {
        public ulong Total;
        public ulong Free;
        public ulong Used;
    }
}
