using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ExperimentRunner.Workers;

/// <summary>
/// The worker's side: takes commands from one stream and answers on another. The thread that calls <see cref="Run"/> does the work,
/// one command after the other; a second thread reads commands.
/// </summary>
/// <param name="work">Carries out a command and never throws; is given what to call after progress, and the wish to stop.</param>
/// <param name="commands">Where commands come from.</param>
/// <param name="messages">Where messages go.</param>
public sealed class WorkerHost(
    Func<WorkerCommand, Action, CancellationToken, WorkerMessage> work, TextReader commands, TextWriter messages) : IDisposable
{
    private readonly BlockingCollection<Job> jobs = [];
    private readonly CancellationTokenSource leave = new();

    /// <summary>Works until commands end or a signal asks to leave.</summary>
    /// <returns>Whether it was asked to train anything.</returns>
    public bool Run()
    {
        var wasAsked = false;
        // A Ctrl-C reaches every process of the terminal: what is to happen then is the runner's decision.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            Leave();
        });
        new Thread(ReadCommands) { IsBackground = true, Name = "commands" }.Start();
        foreach (var job in jobs.GetConsumingEnumerable())
        {
            wasAsked = true;
            if (!leave.IsCancellationRequested)
            {
                Work(job);
            }
        }

        return wasAsked;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        jobs.Dispose();
        leave.Dispose();
    }

    private void Work(Job job)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(leave.Token, job.Stop.Token);
        Send(work(job.Command, () => Send(new ProgressMessage()), stop.Token));
    }

    private void ReadCommands()
    {
        Job? newest = null;
        while (commands.ReadLine() is { } line)
        {
            if (JsonSerializer.Deserialize(line, ProtocolJson.Default.WorkerCommand)! is not StopCommand and var command)
            {
                newest = new Job(command);
                jobs.Add(newest);
            }
            else
            {
                newest?.Stop.Cancel();
            }
        }

        Leave();
    }

    private void Leave()
    {
        leave.Cancel();
        jobs.CompleteAdding();
    }

    private void Send(WorkerMessage message)
    {
        lock (messages)
        {
            try
            {
                // The line break in front ends whatever native code may have printed without one.
                messages.Write("\n" + JsonSerializer.Serialize(message, ProtocolJson.Default.WorkerMessage) + "\n");
                messages.Flush();
            }
            catch (IOException)
            {
                Leave(); // the runner is gone; its successor reads the event file
            }
        }
    }

    /// <summary>A command and the wish to stop it, which may come before the training thread has taken the command up.</summary>
    private sealed class Job(WorkerCommand command)
    {
        internal WorkerCommand Command => command;

        internal CancellationTokenSource Stop { get; } = new();
    }
}
