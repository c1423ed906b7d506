using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Data;

/// <summary>
/// Brings one file to its place. It is written beside, survives there when the process is killed, goes on from there, and gets
/// its name only after its checksum was found right.
/// </summary>
/// <param name="source">The file.</param>
/// <param name="target">Its place.</param>
/// <param name="settings">How patient to be.</param>
/// <param name="observer">Told of every piece.</param>
internal sealed class Download(DataSource source, string target, FetchSettings settings, IFetchObserver observer)
{
    private const int PieceBytes = 1 << 17;

    private readonly string part = Path.Combine(Path.GetDirectoryName(target)!, $".{source.FileName}.part");
    private bool isInOnePiece;
    private bool hasStartedOver;

    private long Done => File.Exists(part) ? new FileInfo(part).Length : 0;

    /// <summary>Fetches the file.</summary>
    /// <exception cref="OriginException">This origin does not have it, or not the right one; what it sent so far is kept only if it may be part of the right one.</exception>
    internal async Task FromAsync(IDataOrigin origin, CancellationToken stop)
    {
        for (var failures = 0; ;)
        {
            var before = Done;
            try
            {
                await CompleteAsync(origin, stop);
                await PublishAsync(stop);
                return;
            }
            catch (OriginException failure) when (failure.IsTransient)
            {
                failures = Done > before ? 1 : failures + 1;
                if (failures >= settings.Tries)
                {
                    throw new OriginException($"{failure.Message} (tried {settings.Tries} times)", isTransient: false, failure);
                }

                observer.Inform($"{origin.Name}: {failure.Message}; trying again");
                await Task.Delay(settings.Pause * Math.Pow(2, failures - 1), stop);
            }
        }
    }

    private async Task CompleteAsync(IDataOrigin origin, CancellationToken stop)
    {
        if (Done > source.Bytes)
        {
            File.Delete(part);
        }

        if (Done == source.Bytes)
        {
            return;
        }

        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            silence.CancelAfter(settings.Silence);
            using var incoming = await origin.OpenAsync(Done, source.Bytes, silence.Token);
            isInOnePiece = incoming.Offset == 0;
            await using var file = RegularFile.Open(part, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, BufferSize = 0 });
            file.SetLength(incoming.Offset);
            file.Seek(0, SeekOrigin.End);
            await CopyAsync(incoming.Content, file, silence);
            file.Flush(flushToDisk: true);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new OriginException(FormattableString.Invariant($"it sent nothing for {settings.Silence.TotalSeconds:0.#} s"), isTransient: true);
        }
        catch (HttpRequestException failure)
        {
            throw new OriginException(failure.GetBaseException().Message, failure.HttpRequestError != HttpRequestError.SecureConnectionError, failure);
        }
        catch (IOException)
        {
            File.Delete(part); // of a full disk half a file must not take the rest
            throw;
        }
    }

    private async Task CopyAsync(Stream incoming, FileStream file, CancellationTokenSource silence)
    {
        var piece = new byte[PieceBytes];
        while (await ReadAsync(incoming, piece, silence.Token) is > 0 and var count)
        {
            silence.CancelAfter(Timeout.InfiniteTimeSpan); // the disk may take its time
            if (file.Position + count > source.Bytes)
            {
                file.SetLength(0);
                throw new OriginException(FormattableString.Invariant($"it sends more than the {source.Bytes} bytes that were expected"), isTransient: false);
            }

            await file.WriteAsync(piece.AsMemory(0, count), CancellationToken.None);
            observer.Progress(source, file.Position);
            silence.CancelAfter(settings.Silence);
        }

        if (file.Position < source.Bytes)
        {
            throw new OriginException(FormattableString.Invariant($"it broke off after {file.Position} of {source.Bytes} bytes"), isTransient: true);
        }
    }

    /// <summary>Reads a piece. What fails here is the other side's fault, what fails in writing is ours.</summary>
    private static async Task<int> ReadAsync(Stream incoming, Memory<byte> piece, CancellationToken stop)
    {
        try
        {
            return await incoming.ReadAsync(piece, stop);
        }
        catch (IOException failure)
        {
            throw new OriginException(failure.Message, isTransient: true, failure);
        }
    }

    private async Task PublishAsync(CancellationToken stop)
    {
        var found = await Checksum.OfAsync(part, stop);
        if (found == source.Sha256)
        {
            File.Move(part, target, overwrite: true);
            return;
        }

        // Pieces of two downloads need not fit together: then once more from the start.
        File.Delete(part);
        var mayFit = !isInOnePiece && !hasStartedOver;
        hasStartedOver = true;
        throw new OriginException($"{source.FileName} has SHA-256 {found}, expected {source.Sha256}", isTransient: mayFit);
    }
}
