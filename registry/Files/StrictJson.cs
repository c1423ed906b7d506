using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ExperimentRunner.Registry.Files;

/// <summary>
/// Reads JSON back that may have been cut, emptied or forged since it was written: whatever a record's constructor cannot do without must
/// be there and must not be null, so that no code behind meets a record with holes.
/// </summary>
public static class StrictJson
{
    private const int LargestFile = 1 << 24;

    private static readonly ConcurrentDictionary<JsonSerializerOptions, JsonSerializerOptions> Strict = new();

    /// <summary>Reads a value.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="type">How it is written.</param>
    /// <exception cref="InvalidDataException">It is something else; the message says so, to go behind the name of its place.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        try
        {
            return JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)Strict.GetOrAdd(type.Options, MakeStrict).GetTypeInfo(typeof(T))) ?? throw new JsonException("it is null");
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            throw new InvalidDataException("it holds something else than what this program writes there", failure);
        }
    }

    /// <summary>Reads a file that holds one value.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="remedy">What to do about a damaged one, as the end of a sentence.</param>
    /// <exception cref="InvalidDataException">It is none, or holds something else.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public static T ReadFile<T>(string path, JsonTypeInfo<T> type, string remedy)
    {
        var content = RegularFile.ReadBytes(path, LargestFile);
        try
        {
            return Read(content, type);
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{path} is damaged: {failure.Message}; {remedy}", failure);
        }
    }

    private static JsonSerializerOptions MakeStrict(JsonSerializerOptions options)
    {
        var strict = new JsonSerializerOptions(options) { RespectNullableAnnotations = true };
        strict.TypeInfoResolver = options.TypeInfoResolver!.WithAddedModifier(Require);
        return strict;
    }

    private static void Require(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false }))
        {
            property.IsRequired = true;
        }
    }
}
