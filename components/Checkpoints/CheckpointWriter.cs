using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ExperimentRunner.Registry.Files;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Checkpoints;

/// <summary>
/// Writes a checkpoint aside and publishes it whole: whoever finds a checkpoint under its name finds all of it, on the disk.
/// Each part has a name of its own. Failing to write throws an <see cref="IOException"/> and publishes nothing.
/// </summary>
public sealed class CheckpointWriter : IDisposable
{
    private readonly CheckpointManifest manifest = new(new(StringComparer.Ordinal));
    private readonly List<FileStream> files = []; // kept open, to be brought to the disk together: one by one each would wait for it
    private readonly string target;
    private readonly string temporary;

    private CheckpointWriter(string parent, string name)
    {
        target = Path.GetFullPath(Path.Combine(parent, name));
        temporary = DurableFolder.TemporaryPath(Path.GetFullPath(parent), name);
    }

    /// <summary>Starts a checkpoint.</summary>
    /// <param name="checkpointsFolder">The folder that holds checkpoints; created if need be.</param>
    /// <param name="name">The checkpoint's name, a file name that does not begin with a dot, such as <c>step-2000</c>.</param>
    public static CheckpointWriter Create(string checkpointsFolder, string name)
    {
        ThrowIfNotFileName(name);
        var writer = new CheckpointWriter(checkpointsFolder, name);
        writer.Guarded(() => Directory.CreateDirectory(writer.temporary));
        return writer;
    }

    /// <summary>Adds tensors, as <c>name.safetensors</c>.</summary>
    /// <param name="name">The part's name.</param>
    /// <param name="tensors">Tensors of any shape and device, each under a name of its own.</param>
    /// <param name="metadata">Text for whoever reads them elsewhere, under keys; null for none.</param>
    public void Tensors(string name, IEnumerable<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        Add($"{name}.safetensors", stream => Safetensors.Write(stream, tensors, metadata));

    /// <summary>Adds bytes, as <c>name.bin</c>.</summary>
    /// <param name="name">The part's name.</param>
    /// <param name="write">Writes them, front to back.</param>
    public void Binary(string name, Action<BinaryWriter> write) => Add($"{name}.bin", stream =>
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        write(writer);
    });

    /// <summary>Adds plain values, as <c>name.json</c>. Every double survives exactly, NaN and infinities included.</summary>
    /// <param name="name">The part's name.</param>
    /// <param name="value">What System.Text.Json can write.</param>
    /// <typeparam name="T">The type to read it back as.</typeparam>
    public void Values<T>(string name, T value) => Add($"{name}.json", stream => JsonSerializer.Serialize(stream, value, CheckpointManifest.Json));

    /// <summary>Makes everything durable and gives the checkpoint its name, replacing an older one of that name.</summary>
    /// <returns>The path of the checkpoint.</returns>
    public string Publish()
    {
        Guarded(() =>
        {
            Write(CheckpointManifest.FileName, stream => JsonSerializer.Serialize(stream, manifest, CheckpointManifest.Json));
            Sync();
            DurableFolder.Publish(temporary, target);
        });
        return target;
    }

    /// <summary>Removes what was not published.</summary>
    public void Dispose()
    {
        files.ForEach(file => file.Dispose());
        if (Directory.Exists(temporary))
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static void ThrowIfNotFileName(string name)
    {
        if (name.Length == 0 || name[0] == '.' || name.AsSpan().IndexOfAny('/', '\0') >= 0)
        {
            throw new ArgumentException($"'{name}' cannot be the name of a file", nameof(name));
        }
    }

    private void Add(string fileName, Action<Stream> write)
    {
        ThrowIfNotFileName(fileName);
        if (fileName == CheckpointManifest.FileName || manifest.Files.ContainsKey(fileName))
        {
            throw new ArgumentException($"the checkpoint has a part {fileName} already", nameof(fileName));
        }

        Guarded(() => manifest.Files.Add(fileName, Write(fileName, write)));
    }

    private CheckpointManifest.Entry Write(string fileName, Action<Stream> write)
    {
        using var digest = SHA256.Create();
        var file = RegularFile.Open(Path.Combine(temporary, fileName), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 }); // nothing is left to write where writing failed
        files.Add(file);
        using (var digesting = new CryptoStream(file, digest, CryptoStreamMode.Write, leaveOpen: true))
        {
            using var buffered = new BufferedStream(digesting, 1 << 16);
            write(buffered);
        }

        return new CheckpointManifest.Entry(file.Length, Convert.ToHexStringLower(digest.Hash!));
    }

    private void Sync()
    {
        Task.WhenAll(files.Select(file => Task.Run(() => file.Flush(flushToDisk: true)))).GetAwaiter().GetResult();
        files.ForEach(file => file.Dispose());
        files.Clear();
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"cannot write the checkpoint {target}: {exception.Message}", exception);
        }
    }
}
