namespace ExperimentRunner.Data;

/// <summary>A file as it comes in.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Offset">Which byte of the file is the first.</param>
internal sealed record DataStream(Stream Content, long Offset) : IDisposable
{
    public void Dispose() => Content.Dispose();
}
