using System.Buffers.Binary;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// Reads gzipped IDX files of bytes, the format of MNIST and its successors: two zero bytes, the type, the number of dimensions,
/// each size as a big-endian 32-bit number, then the values. Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database".
/// </summary>
public static class IdxFile
{
    private const byte UnsignedByte = 8;

    /// <summary>Reads a file of a known shape.</summary>
    /// <param name="path">The file, gzipped.</param>
    /// <param name="shape">The shape that it must have; the product of its sizes must be below 2^31.</param>
    /// <returns>The values, the last dimension fastest.</returns>
    /// <exception cref="InvalidDataException">The file is of another format or shape, damaged, too short or too long.</exception>
    public static byte[] Read(string path, params int[] shape) => GzipFile.Read(path, stream => Read(stream, shape));

    private static byte[] Read(Stream stream, int[] shape)
    {
        var magic = ReadBytes(stream, 4);
        if (magic is not [0, 0, UnsignedByte, _])
        {
            throw new InvalidDataException(
                $"it is not an IDX file of bytes: it begins with {Convert.ToHexString(magic)}, expected 000008 and the number of dimensions");
        }

        var found = Enumerable.Range(0, magic[3]).Select(_ => BinaryPrimitives.ReadUInt32BigEndian(ReadBytes(stream, 4))).ToArray();
        if (!found.SequenceEqual(shape.Select(size => (uint)size)))
        {
            throw new InvalidDataException($"it has shape [{string.Join(", ", found)}], expected [{string.Join(", ", shape)}]");
        }

        var values = ReadBytes(stream, shape.Aggregate(1, (product, size) => checked(product * size)));
        return stream.ReadByte() < 0 ? values : throw new InvalidDataException($"it goes on after the {values.Length} values of its shape");
    }

    private static byte[] ReadBytes(Stream stream, int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
