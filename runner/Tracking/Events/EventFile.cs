using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Tracking.Events;

/// <summary>
/// Writes <c>events.jsonl</c>. The training thread only adds to a buffer that is used again and again; a timer brings it to the
/// file, so training never waits for the disk except where it asks to.
/// </summary>
public sealed class EventFile : IEventSink, IDisposable
{
    private static readonly TimeSpan FlushDelay = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly Lock disk = new();
    private readonly FileStream stream;
    private readonly TimeProvider clock;
    private readonly Action flushed;
    private readonly ITimer timer;
    private readonly Utf8JsonWriter json = new(Stream.Null);
    private ArrayBufferWriter<byte> pending = new();
    private ArrayBufferWriter<byte> writing = new();
    private Exception? failure;
    private bool isDurable = true;

    /// <summary>Starts a new file.</summary>
    /// <param name="path">The file; it must not exist.</param>
    /// <param name="flushed">Called after events reached the file, from any thread.</param>
    /// <param name="clock">Stamps the events.</param>
    public EventFile(string path, Action flushed, TimeProvider clock)
    {
        stream = RegularFile.Open(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 });
        this.flushed = flushed;
        this.clock = clock;
        timer = clock.CreateTimer(_ => FlushInBackground(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Write(TrainingEvent trainingEvent)
    {
        ThrowIfBroken();
        lock (gate)
        {
            var isFirst = pending.WrittenCount == 0;
            json.Reset(pending);
            JsonSerializer.Serialize(json, trainingEvent with { Time = clock.GetUtcNow() }, TrackingJson.Default.TrainingEvent);
            json.Flush();
            pending.Write("\n"u8);
            if (isFirst)
            {
                timer.Change(FlushDelay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <inheritdoc/>
    public long Commit()
    {
        ThrowIfBroken();
        var length = Flush(durable: true);
        flushed();
        return length;
    }

    /// <summary>Brings everything to the disk and closes the file.</summary>
    public void Dispose()
    {
        timer.Dispose();
        if (failure is null)
        {
            Flush(durable: true);
        }

        json.Dispose();
        stream.Dispose();
    }

    private long Flush(bool durable)
    {
        lock (disk)
        {
            lock (gate)
            {
                (pending, writing) = (writing, pending);
            }

            stream.Write(writing.WrittenSpan);
            isDurable &= writing.WrittenCount == 0;
            writing.ResetWrittenCount();
            if (durable && !isDurable)
            {
                stream.Flush(flushToDisk: true);
                isDurable = true;
            }

            return stream.Position;
        }
    }

    private void FlushInBackground()
    {
        try
        {
            Flush(durable: false);
            flushed();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Nobody sees an exception on a timer's thread: the training thread throws it at its next event.
            failure = exception;
        }
    }

    private void ThrowIfBroken()
    {
        if (failure is { } broken)
        {
            ExceptionDispatchInfo.Throw(broken);
        }
    }
}
