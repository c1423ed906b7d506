using ExperimentRunner.Components.Launchers;

namespace ExperimentRunner.Tests.Runner.Workers;

/// <summary>A launcher on this machine with other capabilities, whose workers say nothing and leave when they are asked to.</summary>
internal sealed class Counted(bool keepsWorkers = true, bool changesSlots = true) : ILauncher
{
    private readonly Local local = new();

    public int Started { get; private set; }

    public LauncherCapabilities Capabilities => new(Cores: 1, keepsWorkers, changesSlots);

    public int Gpus => 0;

    public SlotPlan Plan(string devices, int? perDevice) => local.Plan(devices, perDevice);

    public long Free(Slot slot) => local.Free(slot);

    public IWorkerProcess Start(IReadOnlyList<string> command, Slot slot, int threads)
    {
        Started++;
        return local.Start(["/bin/cat"], slot, threads);
    }

    public bool Reaches(WorkerTrace worker) => local.Reaches(worker);

    public void Cancel(WorkerTrace worker) => local.Cancel(worker);
}
