using System.Buffers.Binary;
using System.Text;

namespace ExperimentRunner.Components.Native;

/// <summary>
/// The symbol versions that a shared library (ELF, 64 bits, little-endian) needs from its dependencies: the section
/// <c>.gnu.version_r</c>, as in the Linux Standard Base 5.0, chapter 10.7. The loader refuses a library that needs a version
/// which is missing, even where no code uses it, unless that need is marked weak.
/// </summary>
internal sealed class VersionNeeds
{
    private const uint SectionType = 0x6ffffffe;
    private const ushort WeakFlag = 2;
    private readonly byte[] image;
    private readonly List<Need> needs = [];

    /// <summary>Reads the needs.</summary>
    /// <param name="image">The content of the library; <see cref="MakeWeak"/> changes it.</param>
    /// <exception cref="InvalidDataException">It is not such a library.</exception>
    internal VersionNeeds(byte[] image)
    {
        this.image = image;
        try
        {
            Read();
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new InvalidDataException("the library is cut off or damaged: its section of version needs points outside the file", exception);
        }
    }

    /// <summary>The versions that must be there for the library to load.</summary>
    internal IEnumerable<string> Strong => needs.Where(need => !need.IsWeak).Select(need => need.Version);

    /// <summary>Lets the library load where a version is missing.</summary>
    internal void MakeWeak(string version)
    {
        foreach (var need in needs.Where(need => need.Version == version))
        {
            BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(need.FlagsAt), WeakFlag);
        }
    }

    private void Read()
    {
        if (!image.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException("not a shared library of 64-bit little-endian Linux");
        }

        var (headers, size, count) = ((int)U64(0x28), U16(0x3A), U16(0x3C));
        for (var section = 0; section < count; section++)
        {
            var header = headers + (section * size);
            if (U32(header + 0x04) == SectionType)
            {
                var names = headers + ((int)U32(header + 0x28) * size);
                ReadLibraries((int)U64(header + 0x18), (int)U32(header + 0x2C), (int)U64(names + 0x18));
            }
        }
    }

    private void ReadLibraries(int library, int count, int names)
    {
        for (; count > 0; count--)
        {
            var need = library + (int)U32(library + 8);
            for (var left = U16(library + 2); left > 0; left--)
            {
                needs.Add(new Need(Text(names + (int)U32(need + 8)), need + 4, (U16(need + 4) & WeakFlag) != 0));
                need += (int)U32(need + 12);
            }

            library += (int)U32(library + 12);
        }
    }

    private string Text(int at)
    {
        var text = image.AsSpan(at);
        return Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]);
    }

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(at));

    private ulong U64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(at));

    private readonly record struct Need(string Version, int FlagsAt, bool IsWeak);
}
