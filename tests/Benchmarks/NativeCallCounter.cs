using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ExperimentRunner.Benchmarks;

/// <summary>
/// Counts calls from TorchSharp into libtorch. Each exported function of libLibTorchSharp gets a trampoline that counts and jumps
/// on; the loaded library's symbol table is pointed at those. It must happen before the first call, because .NET keeps the address
/// of a function that it has looked up.
/// </summary>
internal sealed unsafe partial class NativeCallCounter
{
    private const string Library = "libLibTorchSharp";
    private const int EntryBytes = 32;
    private const int CounterOffset = 24;
    private readonly Dictionary<string, nint> counters;

    private NativeCallCounter(Dictionary<string, nint> counters) => this.counters = counters;

    /// <summary>All calls so far.</summary>
    public long Total => counters.Values.Sum(address => *(long*)address);

    /// <summary>The calls so far, by function.</summary>
    public Dictionary<string, long> ByFunction() => counters.ToDictionary(entry => entry.Key, entry => *(long*)entry.Value);

    /// <summary>Puts the trampolines in place.</summary>
    public static NativeCallCounter Install()
    {
        // The library is loaded from a patched copy in memory, which has the symbols of the file at the same places.
        var symbols = DynamicSymbols.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, $"{Library}.so")));
        var loadedAt = FindLoaded();
        var functions = symbols.Functions.Where(symbol => symbol.Name.StartsWith("THS", StringComparison.Ordinal)).ToList();
        var trampolines = Map(functions.Count * EntryBytes);
        MakeWritable(loadedAt + symbols.TableAddress, symbols.TableBytes);

        var counters = new Dictionary<string, nint>(StringComparer.Ordinal);
        for (var index = 0; index < functions.Count; index++)
        {
            var entry = trampolines + index * EntryBytes;
            var value = (ulong*)(loadedAt + symbols.TableAddress + functions[index].ValueOffset);
            WriteTrampoline(entry, loadedAt + (nint)(*value));
            *value = (ulong)(entry - loadedAt);
            counters[functions[index].Name] = entry + CounterOffset;
        }

        return new NativeCallCounter(counters);
    }

    private static void WriteTrampoline(nint entry, nint target)
    {
        ReadOnlySpan<byte> code =
        [
            0xF0, 0x48, 0xFF, 0x05, 16, 0, 0, 0, // lock inc qword [counter]
            0xFF, 0x25, 2, 0, 0, 0,              // jmp [target]
        ];
        code.CopyTo(new Span<byte>((void*)entry, code.Length));
        *(nint*)(entry + 16) = target;
        *(long*)(entry + CounterOffset) = 0;
    }

    private static nint FindLoaded()
    {
        var line = File.ReadLines("/proc/self/maps").First(line => line.Contains(Library, StringComparison.Ordinal));
        return (nint)long.Parse(line.AsSpan(0, line.IndexOf('-')), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private static nint Map(int bytes)
    {
        const int readWriteExecute = 7, privateAnonymous = 0x22;
        var address = mmap(0, (nuint)bytes, readWriteExecute, privateAnonymous, -1, 0);
        return address != -1 ? address : throw new InvalidOperationException("mmap failed");
    }

    private static void MakeWritable(nint address, long bytes)
    {
        const int readWrite = 3;
        var start = address & ~4095;
        if (mprotect(start, (nuint)(address + bytes - start), readWrite) != 0)
        {
            throw new InvalidOperationException("mprotect failed");
        }
    }

    [LibraryImport("libc")]
    private static partial nint mmap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc")]
    private static partial int mprotect(nint address, nuint length, int protection);

    /// <summary>The dynamic symbol table of a 64-bit little-endian ELF file.</summary>
    private sealed record DynamicSymbols(nint TableAddress, long TableBytes, IReadOnlyList<(string Name, int ValueOffset)> Functions)
    {
        public static DynamicSymbols Read(ReadOnlySpan<byte> elf)
        {
            const int dynamicSymbols = 11, symbolBytes = 24, function = 2;
            var sections = (int)BinaryPrimitives.ReadInt64LittleEndian(elf[0x28..]);
            var count = BinaryPrimitives.ReadInt16LittleEndian(elf[0x3C..]);
            for (var index = 0; index < count; index++)
            {
                var header = elf.Slice(sections + index * 64, 64);
                if (BinaryPrimitives.ReadInt32LittleEndian(header[4..]) != dynamicSymbols)
                {
                    continue;
                }

                var address = (nint)BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
                var table = elf.Slice((int)BinaryPrimitives.ReadInt64LittleEndian(header[24..]), (int)BinaryPrimitives.ReadInt64LittleEndian(header[32..]));
                var names = elf.Slice(sections + BinaryPrimitives.ReadInt32LittleEndian(header[40..]) * 64, 64);
                var strings = elf[(int)BinaryPrimitives.ReadInt64LittleEndian(names[24..])..];
                var functions = new List<(string, int)>();
                for (var offset = 0; offset < table.Length; offset += symbolBytes)
                {
                    var isDefined = BinaryPrimitives.ReadInt16LittleEndian(table[(offset + 6)..]) != 0;
                    if ((table[offset + 4] & 0xf) == function && isDefined)
                    {
                        var name = strings[BinaryPrimitives.ReadInt32LittleEndian(table[offset..])..];
                        functions.Add((Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]), offset + 8));
                    }
                }

                return new DynamicSymbols(address, table.Length, functions);
            }

            throw new InvalidDataException("no dynamic symbol table");
        }
    }
}
