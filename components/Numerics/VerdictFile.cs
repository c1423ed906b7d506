using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Components.Numerics;

/// <summary>
/// What a check found, kept in the user's cache for the next process of the same circumstances: libtorch, processor, instruction set, threads. Only
/// verdicts that let train are kept; a machine without a place for the file is checked again each time.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class VerdictFile(string path)
{
    private const int TableVersion = 1;
    private static readonly string[] Variables = ["DNNL_MAX_CPU_ISA", "ONEDNN_MAX_CPU_ISA", "ATEN_CPU_CAPABILITY", "MKL_ENABLE_INSTRUCTIONS"];
    private static readonly string[] ProcessorKeys = ["vendor_id", "cpu family", "model", "model name", "stepping", "microcode", "flags"];

    /// <summary>The file for this process and a device.</summary>
    /// <param name="device">The device's name, with the model of a GPU if it is one.</param>
    /// <param name="threads">Threads inside operations.</param>
    internal static VerdictFile For(string device, int threads)
    {
        var library = new FileInfo(Path.Combine(LibTorch.Folder, "libtorch_cpu.so"));
        string[] circumstances =
        [
            TableVersion.ToString(CultureInfo.InvariantCulture), LibTorch.Version, library.FullName, library.Length.ToString(CultureInfo.InvariantCulture),
            library.LastWriteTimeUtc.ToString("O", CultureInfo.InvariantCulture), device, threads.ToString(CultureInfo.InvariantCulture),
            .. Variables.Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}"), .. Processor(),
        ];
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', circumstances))));
        return new(Path.Combine(UserCache.Folder, "numerics", $"{key[..32]}.json"));
    }

    /// <summary>The verdict that was kept, or null.</summary>
    internal NumericsVerdict? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(RegularFile.ReadText(path), NumericsJson.Default.IReadOnlyListLayerKind) is { } kinds ? new(kinds, []) : null;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException or JsonException)
        {
            return null; // not there, or damaged: the check is done again
        }
    }

    /// <summary>Keeps a verdict.</summary>
    internal void Write(NumericsVerdict verdict)
    {
        var aside = $"{path}.{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            RegularFile.WriteText(aside, JsonSerializer.Serialize(verdict.WithoutOneDnn, NumericsJson.Default.IReadOnlyListLayerKind));
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // No cache here: the next process checks again, which costs it a moment and nothing else.
        }
    }

    private static IEnumerable<string> Processor() => RegularFile.ReadLines("/proc/cpuinfo").TakeWhile(line => line.Length > 0)
        .Where(line => ProcessorKeys.Contains(line.Split(':')[0].Trim()));
}
