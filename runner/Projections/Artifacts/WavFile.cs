using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Projections.Artifacts;

/// <summary>Sound as a WAV file: 16 bits, one channel.</summary>
internal static class WavFile
{
    /// <summary>The content of the file.</summary>
    internal static byte[] Of(AudioLogged audio)
    {
        using var wave = new MemoryStream();
        using var writer = new BinaryWriter(wave);
        writer.Write("RIFF"u8);
        writer.Write(36 + audio.Samples.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1); // PCM
        writer.Write((short)1);
        writer.Write(audio.Rate);
        writer.Write(audio.Rate * sizeof(short));
        writer.Write((short)sizeof(short));
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(audio.Samples.Length);
        writer.Write(audio.Samples.Span);
        return wave.ToArray();
    }
}
