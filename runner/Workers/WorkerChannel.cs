using System.Text.Json;
using System.Threading.Channels;
using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Workers;

/// <summary>
/// The line between a runner and one worker: commands and messages, each a line of JSON. Whatever else the worker prints is in its log.
/// </summary>
public sealed class WorkerChannel : IAsyncDisposable
{
    /// <summary>The verb that makes this program a worker.</summary>
    public const string Verb = "worker";

    private readonly IWorkerProcess process;
    private readonly WorkerLog log = new(SecretMask.OfThisProcess);
    private readonly Channel<WorkerMessage> messages = Channel.CreateUnbounded<WorkerMessage>(new() { SingleReader = true });

    private WorkerChannel(IWorkerProcess process)
    {
        this.process = process;
        Exited = RunAsync();
    }

    /// <summary>The worker's exit code, once it has left: 128 and a signal's number when a signal ended it.</summary>
    public Task<int> Exited { get; }

    /// <summary>The worker's messages; ends when the worker can send no more.</summary>
    public IAsyncEnumerable<WorkerMessage> Messages => messages.Reader.ReadAllAsync();

    /// <summary>The memory that the worker holds now, in bytes; 0 once it has left.</summary>
    public long Memory => process.Memory;

    /// <summary>Starts a worker: this same program, under its hidden verb.</summary>
    /// <param name="launcher">Starts it.</param>
    /// <param name="slot">Where it computes.</param>
    /// <param name="threads">Threads inside operations.</param>
    public static WorkerChannel Open(ILauncher launcher, Slot slot, int threads)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("the path of this program is not known");
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new WorkerChannel(launcher.Start(isHost ? [program, typeof(WorkerChannel).Assembly.Location, Verb] : [program, Verb], slot, threads));
    }

    /// <summary>Has what the worker prints from now on go to the log of an attempt.</summary>
    public void LogTo(AttemptFolder attempt) => log.GoTo(attempt);

    /// <summary>Sends a command. Sending to a worker that has left does nothing: its end is told by <see cref="Exited"/>.</summary>
    public async Task SendAsync(WorkerCommand command)
    {
        try
        {
            await process.SendAsync(JsonSerializer.Serialize(command, ProtocolJson.Default.WorkerCommand));
        }
        catch (IOException failure)
        {
            log.Add($"the worker was gone when it was sent {command.GetType().Name}: {failure.Message}");
        }
    }

    /// <summary>Says that no more commands come: the worker saves a checkpoint, if it trains, and leaves.</summary>
    public void Complete() => process.Complete();

    /// <summary>Ends the worker at once.</summary>
    public void Kill() => process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.Exited.IsCompleted)
        {
            Kill();
        }

        await Exited;
        await process.DisposeAsync();
        log.Dispose();
    }

    private async Task<int> RunAsync()
    {
        await Task.WhenAll(ReadMessagesAsync(), ReadErrorsAsync());
        messages.Writer.Complete();
        return await process.Exited;
    }

    private async Task ReadMessagesAsync()
    {
        await foreach (var line in process.Lines)
        {
            if (line.Length > 0 && TryParse(line) is { } message)
            {
                messages.Writer.TryWrite(message);
            }
            else if (line.Length > 0)
            {
                log.Add(line);
            }
        }
    }

    private async Task ReadErrorsAsync()
    {
        await foreach (var line in process.Errors)
        {
            log.Add(line);
        }
    }

    /// <summary>Native code prints to standard output too: what does not read as a message is none.</summary>
    private static WorkerMessage? TryParse(string line)
    {
        if (line[0] != '{')
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(line, ProtocolJson.Default.WorkerMessage);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
