using System.Diagnostics;

namespace ExperimentRunner.Components.Launchers;

/// <summary>A process on this machine, with its three standard streams.</summary>
internal sealed class LocalProcess(Process process) : IWorkerProcess
{
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
    public IAsyncEnumerable<string> Lines => Read(process.StandardOutput);

    /// <inheritdoc/>
    public IAsyncEnumerable<string> Errors => Read(process.StandardError);

    /// <inheritdoc/>
    public Task<int> Exited { get; } = ExitAsync(process);

    /// <inheritdoc/>
    public async Task SendAsync(string line)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(line);
            await process.StandardInput.FlushAsync();
        }
        catch (ObjectDisposedException closed)
        {
            throw new IOException("its input is closed", closed);
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // it has left, and what was still on its way to it is lost
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
    }

    private static async Task<int> ExitAsync(Process process)
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static async IAsyncEnumerable<string> Read(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            yield return line;
        }
    }
}
