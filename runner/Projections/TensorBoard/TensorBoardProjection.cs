using ExperimentRunner.Commands;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Ledger;
using ExperimentRunner.Pictures;
using ExperimentRunner.Projections.Artifacts;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Registry.Secrets;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ExperimentRunner.Projections.TensorBoard;

/// <summary>
/// A trial as an event file of TensorBoard, which reads it while it grows, and therefore never gets shorter but by what a kill has torn:
/// what is written follows from the ledger alone, byte for byte, so the same bytes come again.
/// </summary>
/// <param name="trial">The trial.</param>
/// <param name="path">The file.</param>
/// <param name="mask">Keeps secrets out.</param>
/// <param name="known">Keeps how far the ledger stands there.</param>
internal sealed class TensorBoardProjection(LedgerTrial trial, string path, SecretMask mask, CursorFile<TensorBoardCursor> known) : IProjection
{
    private TensorBoardCursor cursor = known.Read() is { } kept && RegularFile.SizeOf(path) >= kept.Length ? kept : new TensorBoardCursor();

    /// <inheritdoc/>
    public LedgerTrial Trial => trial;

    /// <inheritdoc/>
    public LedgerCursor Cursor => cursor;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <inheritdoc/>
    public Task BeginAsync(TrialState state, CancellationToken cancellation)
    {
        if (cursor.Begun < state.LastAttempt!.Number)
        {
            var time = state.Created.Time;
            Append(cursor with { Begun = state.LastAttempt.Number }, cursor.Begun > 0 ? [] : [Event(time, 0).Text(3, "brain.Event:2"), HyperParameters(trial.Describe(state))]);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AddAsync(TrialState state, LedgerPart part, CancellationToken cancellation)
    {
        var scalars = part.Scalars.Select(scalar => (scalar.Name, scalar.Step, scalar.Time, Values: (Func<ProtoMessage[]>)(() => [Scalar(scalar)])));
        var others = part.Events.Select(Shown).OfType<(string Name, long Step, DateTimeOffset Time, Func<ProtoMessage[]> Values)>();
        var (unseen, steps) = cursor.Sift([.. scalars, .. others], shown => (shown.Name, shown.Step));
        Append((TensorBoardCursor)cursor.Behind(part) with { Steps = steps }, [.. unseen.Select(shown => Event(shown.Time, shown.Step, shown.Values()))]);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CatchUpAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task EndAsync(TrialState state, CancellationToken cancellation)
    {
        if (cursor.Ended < state.LastAttempt!.Number)
        {
            Append(cursor with { Ended = state.LastAttempt.Number }, state.LastAttempt.Ended is { IsFinal: true } ended ? [End(ended)] : []);
        }

        return Task.CompletedTask;
    }

    /// <summary>What of an event is shown beside its figures.</summary>
    private (string Name, long Step, DateTimeOffset Time, Func<ProtoMessage[]> Values)? Shown(TrainingEvent made) => made switch
    {
        TableLogged table => (table.Name, table.Step, made.Time, () => [Text(table.Name, Markdown(table.Table))]),
        ImagesLogged images => (images.Name, images.Step, made.Time, () => SamplesPicture.Png(images.Images) is { } png ? [Image(images.Name, png)] : []),
        TextsLogged texts => (texts.Name, texts.Step, made.Time, () => [Text(texts.Name, [.. texts.Texts])]),
        AudioLogged audio => (audio.Name, audio.Step, made.Time, () => [Audio(audio)]),
        HistogramLogged histogram => (histogram.Name, histogram.Step, made.Time, () => [Histogram(histogram)]),
        _ => null,
    };

    // The messages are those of event.proto, summary.proto, histogram.proto and tensor.proto of TensorFlow, and of api.proto and
    // plugin_data.proto of TensorBoard's plug-in for hyper-parameters.
    private static ProtoMessage Event(DateTimeOffset time, long step) => new ProtoMessage().Double(1, Seconds(time)).Integer(2, step);

    private static ProtoMessage Event(DateTimeOffset time, long step, ProtoMessage[] values) =>
        Event(time, step).Message(5, values.Aggregate(new ProtoMessage(), (summary, value) => summary.Message(1, value)));

    private static ProtoMessage Scalar(LedgerPart.Scalar scalar) => new ProtoMessage().Text(1, scalar.Name).Float(2, (float)scalar.Value);

    private static ProtoMessage Image(string name, byte[] png)
    {
        const int Rgba = 4;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        return new ProtoMessage().Text(1, name).Message(4, new ProtoMessage().Integer(1, height).Integer(2, width).Integer(3, Rgba).Bytes(4, png));
    }

    private static ProtoMessage Audio(AudioLogged audio) => new ProtoMessage().Text(1, audio.Name).Message(6, new ProtoMessage()
        .Float(1, audio.Rate).Integer(2, 1).Integer(3, audio.Samples.Length / sizeof(short)).Bytes(4, WavFile.Of(audio)).Text(5, "audio/wav"));

    private static ProtoMessage Histogram(HistogramLogged made)
    {
        var bins = made.Counts.Select((count, bin) => (Count: (double)count, Middle: (made.Edges[bin] + made.Edges[bin + 1]) / 2)).ToArray();
        return new ProtoMessage().Text(1, made.Name).Message(5, new ProtoMessage()
            .Double(1, made.Edges[0]).Double(2, made.Edges[^1])
            .Double(3, bins.Sum(bin => bin.Count)).Double(4, bins.Sum(bin => bin.Count * bin.Middle)).Double(5, bins.Sum(bin => bin.Count * bin.Middle * bin.Middle))
            .Doubles(6, made.Edges.Skip(1)).Doubles(7, bins.Select(bin => bin.Count)));
    }

    private ProtoMessage Text(string name, params string[] texts)
    {
        const int Strings = 7;
        var shape = new ProtoMessage().Message(2, new ProtoMessage().Integer(1, texts.Length));
        var tensor = texts.Aggregate(new ProtoMessage().Integer(1, Strings).Message(2, shape), (tensor, text) => tensor.Text(8, mask.Apply(text)));
        return new ProtoMessage().Text(1, name).Message(8, tensor).Message(9, Plugin("text"));
    }

    private static ProtoMessage Plugin(string name, ProtoMessage? content = null) =>
        new ProtoMessage().Message(1, new ProtoMessage().Text(1, name).Message(2, content ?? new ProtoMessage()));

    private ProtoMessage HyperParameters(TrialContext described)
    {
        var start = new ProtoMessage();
        foreach (var (name, value) in described.Arguments)
        {
            var given = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? new ProtoMessage().Double(2, number)
                : new ProtoMessage().Text(3, mask.Apply(value));
            start.Message(1, new ProtoMessage().Text(1, name).Message(2, given));
        }

        start.Text(4, described.Title).Double(5, Seconds(described.State.Created.Time));
        return Session(described.State.Created.Time, "_hparams_/session_start_info", new ProtoMessage().Message(3, start));
    }

    private static ProtoMessage End(AttemptEnded ended)
    {
        const int Success = 1;
        const int Failure = 2;
        var end = new ProtoMessage().Integer(1, ended.Outcome == TrainingOutcome.Complete ? Success : Failure).Double(2, Seconds(ended.Time));
        return Session(ended.Time, "_hparams_/session_end_info", new ProtoMessage().Message(4, end));
    }

    private static ProtoMessage Session(DateTimeOffset time, string tag, ProtoMessage content) =>
        Event(time, 0, [new ProtoMessage().Text(1, tag).Message(9, Plugin("hparams", content))]);

    private static string Markdown(MetricTable table)
    {
        var text = new StringBuilder($"| | {string.Join(" | ", table.Columns)} |\n|{string.Concat(Enumerable.Repeat("---|", table.Columns.Count + 1))}\n");
        foreach (var (row, values) in table.Rows.Zip(table.Values))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row} | {string.Join(" | ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))} |\n");
        }

        return text.ToString();
    }

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>Adds to the file, and keeps that it was added.</summary>
    private void Append(TensorBoardCursor reached, IReadOnlyList<ProtoMessage> events)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var stream = RegularFile.Open(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.Read }))
        {
            stream.SetLength(cursor.Length);
            stream.Seek(0, SeekOrigin.End);
            foreach (var made in events)
            {
                TfRecord.Write(stream, made.ToArray());
            }

            stream.Flush();
            cursor = reached with { Length = stream.Position };
        }

        known.Write(cursor, isDurable: false); // after a failure of the machine the file may be shorter than this says, and is made anew
    }
}
