using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Workers;

/// <summary>A worker process on this machine: commands on its standard input, messages on its standard output, the rest in its log.</summary>
internal sealed class LocalWorkerChannel : IWorkerChannel
{
    private readonly Process process;
    private readonly WorkerLog log;
    private readonly Channel<WorkerMessage> messages = Channel.CreateUnbounded<WorkerMessage>(new() { SingleReader = true });

    internal LocalWorkerChannel(Process process, WorkerLog log)
    {
        this.process = process;
        this.log = log;
        Exited = RunAsync();
    }

    /// <inheritdoc/>
    public Task<int> Exited { get; }

    /// <inheritdoc/>
    public IAsyncEnumerable<WorkerMessage> Messages => messages.Reader.ReadAllAsync();

    /// <inheritdoc/>
    public long Memory
    {
        get
        {
            try
            {
                process.Refresh();
                return process.WorkingSet64;
            }
            catch (InvalidOperationException)
            {
                return 0; // it has left
            }
        }
    }

    /// <inheritdoc/>
    public void LogTo(AttemptFolder attempt) => log.GoTo(attempt);

    /// <inheritdoc/>
    public async Task SendAsync(WorkerCommand command)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command, ProtocolJson.Default.WorkerCommand));
            await process.StandardInput.FlushAsync();
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            log.Add($"the worker was gone when it was sent {command.GetType().Name}: {failure.Message}");
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException failure)
        {
            log.Add($"the worker was gone when its input was closed: {failure.Message}");
        }
    }

    /// <inheritdoc/>
    public void Kill() => process.Kill(entireProcessTree: true);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        await Exited;
        process.Dispose();
        log.Dispose();
    }

    private async Task<int> RunAsync()
    {
        await Task.WhenAll(ReadMessagesAsync(), ReadErrorsAsync());
        messages.Writer.Complete();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private async Task ReadMessagesAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
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
        while (await process.StandardError.ReadLineAsync() is { } line)
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
