using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Launchers;

/// <summary>Where workers run: the processes that train. Nothing else of the runner assumes a machine.</summary>
[ComponentKind("launcher")]
public interface ILauncher
{
    /// <summary>What it can do.</summary>
    LauncherCapabilities Capabilities { get; }

    /// <summary>The GPUs that one worker can be given; 0 where it would train on the processor.</summary>
    int Gpus { get; }

    /// <summary>Plans where trials of a sweep run.</summary>
    /// <param name="devices">
    /// The devices, with commas between: <c>auto</c> for every GPU or else the processor, <c>cpu</c>, <c>cuda:N</c>.
    /// </param>
    /// <param name="perDevice">Trials on one device at a time, from 1; null for what is usual there.</param>
    /// <exception cref="InvalidOperationException">A device is not there; the message names those that are.</exception>
    SlotPlan Plan(string devices, int? perDevice);

    /// <summary>The memory in bytes that is free now on a slot's device.</summary>
    long Free(Slot slot);

    /// <summary>Starts a worker.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="slot">Where it computes; it sees no other GPU.</param>
    /// <param name="threads">Threads inside operations.</param>
    IWorkerProcess Start(IReadOnlyList<string> command, Slot slot, int threads);

    /// <summary>Whether it can end a worker that an earlier runner has left behind.</summary>
    bool Reaches(WorkerTrace worker);

    /// <summary>Ends such a worker, and what it has started, at once. One that has left is no mistake.</summary>
    void Cancel(WorkerTrace worker);
}

/// <summary>What a launcher can do.</summary>
/// <param name="Cores">Cores for each worker: the threads of a trial that does not say otherwise.</param>
/// <param name="KeepsWorkers">Whether a worker can stay for the next trial; else each gets its own.</param>
/// <param name="ChangesSlots">Whether the number of slots can change while a sweep runs.</param>
public sealed record LauncherCapabilities(int Cores, bool KeepsWorkers = true, bool ChangesSlots = true);

/// <summary>What is known of a worker without a line to it.</summary>
/// <param name="Host">The name of the host that it runs on.</param>
/// <param name="Pid">Its process id there.</param>
public sealed record WorkerTrace(string Host, int Pid);
