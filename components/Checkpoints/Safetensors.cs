using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Checkpoints;

/// <summary>
/// Tensors in the format safetensors (github.com/huggingface/safetensors): the header's length in 8 bytes, little-endian; the
/// header, JSON; the data, row by row, without gaps. Reading checks everything, so that a hostile file is an error and nothing else.
/// </summary>
public static class Safetensors
{
    private const string Metadata = "__metadata__";
    private const int MaximumHeader = 100_000_000;
    private const int MaximumDimensions = 64;
    private const int BufferSize = 1 << 16;

    private static readonly Dictionary<string, (ScalarType Type, int Size)> Types = new(StringComparer.Ordinal)
    {
        ["BOOL"] = (ScalarType.Bool, 1),
        ["U8"] = (ScalarType.Byte, 1),
        ["I8"] = (ScalarType.Int8, 1),
        ["I16"] = (ScalarType.Int16, 2),
        ["I32"] = (ScalarType.Int32, 4),
        ["I64"] = (ScalarType.Int64, 8),
        ["F16"] = (ScalarType.Float16, 2),
        ["BF16"] = (ScalarType.BFloat16, 2),
        ["F32"] = (ScalarType.Float32, 4),
        ["F64"] = (ScalarType.Float64, 8),
        ["C64"] = (ScalarType.ComplexFloat32, 8),
    };

    /// <summary>Writes tensors. Equal tensors give equal bytes, whatever their order.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">Tensors of any shape, layout and device, each under a name of its own.</param>
    /// <param name="metadata">Text for whoever reads them, under keys; null for none.</param>
    /// <exception cref="ArgumentException">Two tensors share a name, or the format has no such type.</exception>
    public static void Write(Stream stream, IEnumerable<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        // Wide types first, as the reference implementation does it: every tensor is aligned to its own width.
        var sorted = tensors.Select(entry => new Entry(entry.Name, TypeName(entry.Tensor), [.. entry.Tensor.shape]) { Tensor = entry.Tensor })
            .OrderByDescending(entry => Types[entry.Type].Size).ThenBy(entry => entry.Name, StringComparer.Ordinal).ToList();
        var header = HeaderOf(sorted, metadata);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var entry in sorted)
        {
            using var scope = NewDisposeScope();
            entry.Tensor!.detach().cpu().contiguous().WriteBytesToStream(stream, BufferSize);
        }
    }

    /// <summary>Reads all tensors, onto the CPU, into the current dispose scope.</summary>
    /// <param name="stream">Where from; must know its length.</param>
    /// <exception cref="InvalidDataException">It is not a whole safetensors file.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(Stream stream)
    {
        var entries = ReadHeader(stream);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var tensor = empty(entry.Shape, dtype: Types[entry.Type].Type);
            tensor.ReadBytesFromStream(stream, BufferSize);
            tensors.Add(entry.Name, tensor);
        }

        return tensors;
    }

    private static string TypeName(Tensor tensor) =>
        Types.FirstOrDefault(entry => entry.Value.Type == tensor.dtype).Key
        ?? throw new ArgumentException($"safetensors cannot hold {tensor.dtype}", nameof(tensor));

    private static byte[] HeaderOf(IEnumerable<Entry> entries, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var (offset, names) = (0L, new HashSet<string>(StringComparer.Ordinal));
            json.WriteStartObject();
            if (metadata is not null)
            {
                WriteMetadata(json, metadata);
            }

            foreach (var entry in entries)
            {
                if (!names.Add(entry.Name) || entry.Name == Metadata)
                {
                    throw new ArgumentException($"the name '{entry.Name}' cannot be used for a tensor, or not twice", nameof(entries));
                }

                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", entry.Type);
                WriteNumbers(json, "shape", entry.Shape);
                WriteNumbers(json, "data_offsets", [offset, offset += entry.Bytes]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(Metadata);
        foreach (var (key, value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static List<Entry> ReadHeader(Stream stream)
    {
        try
        {
            Span<byte> length = stackalloc byte[8];
            stream.ReadExactly(length);
            var size = BinaryPrimitives.ReadUInt64LittleEndian(length);
            Require(size <= MaximumHeader && (long)size <= stream.Length - stream.Position, $"its header of {size} bytes is too long");
            var header = new byte[size];
            stream.ReadExactly(header);
            using var json = JsonDocument.Parse(header);
            var entries = Entries(json.RootElement);
            RequireWhole(entries, stream.Length - stream.Position);
            return entries;
        }
        catch (Exception exception) when (exception is JsonException or EndOfStreamException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"it is not a safetensors file: {exception.Message}", exception);
        }
    }

    private static List<Entry> Entries(JsonElement header)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<Entry>();
        foreach (var property in header.EnumerateObject().Where(property => property.Name != Metadata))
        {
            Require(names.Add(property.Name), $"it has the tensor '{property.Name}' twice");
            entries.Add(EntryOf(property));
        }

        return [.. entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)];
    }

    private static Entry EntryOf(JsonProperty property)
    {
        var name = property.Name;
        var (type, shape, offsets) = (Member("dtype").GetString() ?? string.Empty, Numbers("shape"), Numbers("data_offsets"));
        Require(Types.ContainsKey(type), $"the tensor '{name}' has the type '{type}', which is not supported");
        Require(shape.Length <= MaximumDimensions && shape.All(size => size >= 0), $"the tensor '{name}' has an impossible shape");
        Require(offsets.Length == 2, $"the tensor '{name}' needs two offsets");
        return new Entry(name, type, shape) { Begin = offsets[0], End = offsets[1] };

        JsonElement Member(string key) => property.Value.TryGetProperty(key, out var value)
            ? value
            : throw new InvalidDataException($"the tensor '{name}' has no {key}");

        long[] Numbers(string key) => [.. Member(key).EnumerateArray().Select(item => item.GetInt64())];
    }

    private static void RequireWhole(List<Entry> entries, long available)
    {
        var end = 0L;
        foreach (var entry in entries)
        {
            Require(entry.Begin == end && entry.End - entry.Begin == entry.Bytes, $"the data of the tensor '{entry.Name}' are not where its shape says");
            end = entry.End;
        }

        Require(end == available, $"it holds {available} bytes of data, and its header describes {end}");
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidDataException(problem);
        }
    }

    private sealed record Entry(string Name, string Type, long[] Shape)
    {
        public Tensor? Tensor { get; init; }

        public long Begin { get; init; }

        public long End { get; init; }

        // With 0 as 1 no product overflows later in libtorch, which multiplies dimensions in its own order.
        public long Bytes => checked(Shape.Aggregate((long)Types[Type].Size, (product, size) => product * Math.Max(size, 1))) * (Shape.Contains(0) ? 0 : 1);
    }
}
