using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Files;
using System.Text.Json.Serialization.Metadata;
using System.Text.Json;

namespace ExperimentRunner.Projections;

/// <summary>Keeps a cursor on the disk, with what else a projection knows of what it has made.</summary>
/// <param name="path">The file.</param>
/// <param name="type">How it is written.</param>
/// <param name="remedy">What to do about a damaged one, as the end of a sentence.</param>
internal sealed class CursorFile<T>(string path, JsonTypeInfo<T> type, string remedy)
    where T : LedgerCursor
{
    /// <summary>Whether anything was ever made, or tried.</summary>
    internal bool Exists => File.Exists(path);

    /// <summary>The lock that whoever makes the projection holds.</summary>
    internal FileLease Lease => new(path + ".lock");

    /// <summary>What is known; null where nothing is.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    internal T? Read()
    {
        if (!Exists)
        {
            return null;
        }

        var cursor = StrictJson.ReadFile(path, type, remedy);
        return cursor.IsSound ? cursor : throw new InvalidDataException($"{path} is damaged: it counts below zero; {remedy}");
    }

    /// <summary>Replaces what is known.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="isDurable">Whether it must outlast a failure of the machine too, since what it speaks of does.</param>
    internal void Write(T cursor, bool isDurable = true) => AtomicFile.Write(path, JsonSerializer.Serialize(cursor, type), isDurable: isDurable);
}
