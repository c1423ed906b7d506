using ExperimentRunner.Output;

namespace ExperimentRunner.Reports;

/// <summary>Lines that stay, above a block that is drawn anew, for a person who watches. Whoever draws holds <see cref="Gate"/>.</summary>
/// <param name="terminal">The terminal.</param>
public abstract class MovingBlock(Terminal terminal) : INotices, IDisposable
{
    /// <summary>Taken by whoever draws: lines and progress come on threads of their own.</summary>
    private protected Lock Gate { get; } = new();

    /// <summary>The block.</summary>
    private protected LiveBlock Block { get; } = new(terminal);

    /// <inheritdoc/>
    public void Inform(string line)
    {
        lock (Gate)
        {
            Block.Erase();
            terminal.Tell(line);
            Draw();
        }
    }

    /// <inheritdoc/>
    public void Warn(string line) => Inform($"warning: {line}");

    /// <summary>Leaves the terminal clean.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            Block.Dispose();
            Forget();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Draws the block, if there is something to show.</summary>
    private protected abstract void Draw();

    /// <summary>There is nothing to show any more.</summary>
    private protected abstract void Forget();
}
