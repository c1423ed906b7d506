using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ExperimentRunner.Registry.Files;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Checkpoints;

/// <summary>Reads a checkpoint that <see cref="CheckpointWriter"/> published.</summary>
public sealed class CheckpointReader
{
    private const long LargestValues = 1 << 28; // far above what the state of a training can be

    private readonly string folder;
    private readonly CheckpointManifest manifest;

    private CheckpointReader(string folder, CheckpointManifest manifest)
    {
        this.folder = folder;
        this.manifest = manifest;
    }

    /// <summary>Opens a checkpoint and verifies every file of it.</summary>
    /// <param name="folder">Its path.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="CheckpointDamagedException">A file is missing, cut off or changed.</exception>
    public static CheckpointReader Open(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"there is no checkpoint {folder}");
        }

        var reader = new CheckpointReader(folder, ReadManifest(Path.Combine(folder, CheckpointManifest.FileName)));
        foreach (var (name, entry) in reader.manifest.Files)
        {
            Verify(Path.Combine(folder, name), entry);
        }

        return reader;
    }

    /// <summary>Reads tensors, onto the CPU, into the current dispose scope.</summary>
    /// <param name="name">The part's name.</param>
    /// <exception cref="InvalidDataException">The checkpoint lacks this part, or it is not a safetensors file.</exception>
    public IReadOnlyDictionary<string, Tensor> Tensors(string name) => Read($"{name}.safetensors", Safetensors.Read);

    /// <summary>Reads bytes.</summary>
    /// <param name="name">The part's name.</param>
    /// <param name="read">Reads them, front to back.</param>
    /// <exception cref="InvalidDataException">The checkpoint lacks this part.</exception>
    public void Binary(string name, Action<BinaryReader> read) => Read($"{name}.bin", stream =>
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        read(reader);
        return true;
    });

    /// <summary>Reads plain values.</summary>
    /// <param name="name">The part's name.</param>
    /// <typeparam name="T">The type that was written.</typeparam>
    /// <exception cref="InvalidDataException">The checkpoint lacks this part, or it holds something else.</exception>
    public T Values<T>(string name) => Read($"{name}.json", stream =>
    {
        if (stream.Length > LargestValues)
        {
            throw new InvalidDataException("it is too large for what it is");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(stream, CheckpointManifest.Json) ?? throw new JsonException("it is empty");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"it does not hold {typeof(T).Name}: {exception.Message}", exception);
        }
    });

    private static CheckpointManifest ReadManifest(string path)
    {
        if (!File.Exists(path))
        {
            throw new CheckpointDamagedException(path, "is missing");
        }

        try
        {
            return JsonSerializer.Deserialize<CheckpointManifest>(RegularFile.ReadBytes(path, LargestValues), CheckpointManifest.Json) is { Files: not null } read
                && read.Files.All(file => PathSegment.IsPlain(file.Key) && file.Value is { Sha256: not null })
                ? read
                : throw new JsonException();
        }
        catch (Exception failure) when (failure is JsonException or InvalidDataException)
        {
            throw new CheckpointDamagedException(path, "is not a manifest");
        }
    }

    private static void Verify(string path, CheckpointManifest.Entry entry)
    {
        if (RegularFile.SizeOf(path) is not { } size)
        {
            throw new CheckpointDamagedException(path, RegularFile.Problem(path) ?? "is missing");
        }

        if (size != entry.Bytes)
        {
            throw new CheckpointDamagedException(path, $"has {size} bytes instead of {entry.Bytes}");
        }

        using var stream = RegularFile.Open(path);
        if (Convert.ToHexStringLower(SHA256.HashData(stream)) != entry.Sha256)
        {
            throw new CheckpointDamagedException(path, "was changed: its SHA-256 differs");
        }
    }

    private T Read<T>(string fileName, Func<Stream, T> read)
    {
        if (!manifest.Files.ContainsKey(fileName))
        {
            throw new InvalidDataException($"the checkpoint {folder} has no part {fileName}; it has {string.Join(", ", manifest.Files.Keys)}");
        }

        try
        {
            using var stream = RegularFile.Open(Path.Combine(folder, fileName));
            return read(stream);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"cannot read {fileName} of the checkpoint {folder}: {exception.Message}", exception);
        }
    }
}
