using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ExperimentRunner.Launching;

/// <summary>
/// The worker's side: takes commands from one stream and answers on another. The thread that calls <see cref="Run"/> trains, one
/// attempt after the other; a second thread reads commands.
/// </summary>
/// <param name="train">Runs an attempt.</param>
/// <param name="commands">Where commands come from.</param>
/// <param name="messages">Where messages go.</param>
public sealed class WorkerHost(IAttemptTrainer train, TextReader commands, TextWriter messages) : IDisposable
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
                Train(job);
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

    private void Train(Job job)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(leave.Token, job.Stop.Token);
        Send(train.Train(job.Command, () => Send(new ProgressMessage()), stop.Token));
    }

    private void ReadCommands()
    {
        Job? newest = null;
        while (commands.ReadLine() is { } line)
        {
            switch (JsonSerializer.Deserialize(line, ProtocolJson.Default.WorkerCommand))
            {
                case TrainCommand command:
                    newest = new Job(command);
                    jobs.Add(newest);
                    break;
                case StopCommand:
                    newest?.Stop.Cancel();
                    break;
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
    private sealed class Job(TrainCommand command)
    {
        internal TrainCommand Command => command;

        internal CancellationTokenSource Stop { get; } = new();
    }
}
