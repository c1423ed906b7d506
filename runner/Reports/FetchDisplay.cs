using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Data;
using ExperimentRunner.Output;

namespace ExperimentRunner.Reports;

/// <summary>Shows files being fetched: a moving line for a person, for a log a line a file and one every few seconds.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="clock">The clock.</param>
internal sealed class FetchDisplay(Terminal terminal, TimeProvider clock) : IFetchObserver, IDisposable
{
    private readonly LiveBlock block = new(terminal);
    private readonly TimeSpan pause = terminal.IsInteractive ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(5);
    private long lastLine = clock.GetTimestamp();

    /// <inheritdoc/>
    public void Inform(string line)
    {
        Dispose();
        terminal.Out.WriteMessage(line);
    }

    /// <inheritdoc/>
    public void Progress(DataSource source, long bytes)
    {
        if (clock.GetElapsedTime(lastLine) < pause)
        {
            return;
        }

        lastLine = clock.GetTimestamp();
        var text = $"fetching {source.Name}  {Measure.Bytes(bytes)} of {Measure.Bytes(source.Bytes)}";
        if (terminal.IsInteractive)
        {
            block.Draw([text]);
        }
        else
        {
            terminal.Out.WriteLine(text);
        }
    }

    /// <inheritdoc/>
    public void Fetched(DataSource source) => Inform($"fetched {source.Name}  {Measure.Bytes(source.Bytes)}");

    /// <summary>Takes the moving line away, so that something else can be written.</summary>
    public void Dispose() => block.Dispose();
}
