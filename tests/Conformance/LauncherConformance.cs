using System.Globalization;
using System.Net;
using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Components.Pruners;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every launcher must keep. The workers here are small shell scripts: what a worker says is no matter of its launcher.</summary>
public abstract class LauncherConformance : ComponentConformance<ILauncher>
{
    private static readonly string[] Echo = ["/bin/cat"];

    /// <summary>The longest that a worker of these tests may take to answer or to leave.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromSeconds(60);

    [Fact]
    public void PlansSlotsThatAreNumberedFromOneAndHaveMemory() => ForEach(component =>
    {
        foreach (var perDevice in (int?[])[null, 1, 3])
        {
            var plan = component.Plan("auto", perDevice);
            plan.Slots.Select(slot => slot.Number).Should().Equal(Enumerable.Range(1, plan.Slots.Count)).And.NotBeEmpty();
            plan.Threads.Should().BeGreaterThanOrEqualTo(1);
            plan.Slots.Should().OnlyContain(slot => slot.Device.Length > 0);
            plan.Slots.DistinctBy(slot => slot.Device).Select(component.Free).Should().OnlyContain(bytes => bytes > 0);
            plan.Slots.GroupBy(slot => slot.Device).Should().OnlyContain(device => perDevice == null || device.Count() == perDevice);
        }
    });

    [Fact]
    public void RefusesADeviceThatIsNotThereAndNamesWhatIs() => ForEach(component =>
        FluentActions.Invoking(() => component.Plan("no_such_device", null))
            .Should().Throw<InvalidOperationException>().WithMessage("*'no_such_device'*known: auto*"));

    [Fact]
    public void HasCoresAndNoNegativeGpus() => ForEach(component =>
    {
        component.Capabilities.Cores.Should().BePositive();
        component.Gpus.Should().BeGreaterThanOrEqualTo(0);
    });

    [Fact]
    public Task CarriesLinesBothWaysUntilTheInputEnds() => ForEachAsync(async component =>
    {
        await using var worker = Start(component, Echo);
        foreach (var line in (string[])["one", "", "zwei – ✓", new string('x', 100_000)])
        {
            await worker.SendAsync(line);
        }

        worker.Complete();
        (await ReadAsync(worker.Lines)).Should().Equal("one", "", "zwei – ✓", new string('x', 100_000));
        (await ExitAsync(worker)).Should().Be(0);
        await FluentActions.Awaiting(() => worker.SendAsync("late")).Should().ThrowAsync<IOException>();
        FluentActions.Invoking(worker.Complete).Should().NotThrow("the end of input can be said twice");
    });

    [Fact]
    public Task KeepsTheTwoOutputsApartAndTellsTheExitCode() => ForEachAsync(async component =>
    {
        await using var worker = Start(component, Script("echo message; echo trouble >&2; exit 3"));
        var errors = ReadAsync(worker.Errors);
        (await ReadAsync(worker.Lines)).Should().Equal("message");
        (await errors).Should().Equal("trouble");
        (await ExitAsync(worker)).Should().Be(3);
        worker.Memory.Should().Be(0, "it has left");
    });

    [Fact]
    public Task EndsAWorkerAndItsChildrenAtOnce() => ForEachAsync(async component =>
    {
        await using var worker = Start(component, Script("cat & echo started; cat"));
        await FirstAsync(worker.Lines);
        worker.Kill();
        (await ExitAsync(worker)).Should().Be(137);
    });

    [Fact]
    public Task AWorkerComputesWithItsThreadsAndKnowsNoServer() => ForEachAsync(async component =>
    {
        Environment.SetEnvironmentVariable("MLFLOW_CONFORMANCE", "secret");
        await using var worker = Start(component, Script("echo $OMP_NUM_THREADS; echo ${MLFLOW_CONFORMANCE-none}"), threads: 3);
        (await ReadAsync(worker.Lines)).Should().Equal("3", "none");
    });

    [Fact]
    public Task FindsAndEndsAWorkerThatAnEarlierRunnerHasLeft() => ForEachAsync(async component =>
    {
        await using var worker = Start(component, Script("echo $$; hostname; exec cat"));
        await using var lines = worker.Lines.GetAsyncEnumerator();
        var trace = new WorkerTrace(
            Pid: int.Parse(await NextAsync(lines), CultureInfo.InvariantCulture), Host: await NextAsync(lines) is { Length: > 0 } host ? host : Dns.GetHostName());
        component.Reaches(trace).Should().BeTrue();
        component.Cancel(trace);
        (await ExitAsync(worker)).Should().Be(137);
        FluentActions.Invoking(() => component.Cancel(trace)).Should().NotThrow("it has left in the meantime");
        component.Reaches(trace with { Host = "no-such-host" }).Should().BeFalse();
    });

    private static string[] Script(string text) => ["/bin/sh", "-c", text];

    private static IWorkerProcess Start(ILauncher component, string[] command, int threads = 1) => component.Start(command, component.Plan("auto", 1).Slots[0], threads);

    private async Task ForEachAsync(Func<ILauncher, Task> test)
    {
        foreach (var component in Components)
        {
            using var scope = new FluentAssertions.Execution.AssertionScope(component.ToString());
            await test(component);
        }
    }

    private Task<int> ExitAsync(IWorkerProcess worker) => worker.Exited.WaitAsync(Patience);

    private async Task<List<string>> ReadAsync(IAsyncEnumerable<string> lines) => await lines.ToListAsync().AsTask().WaitAsync(Patience);

    private async Task<string> FirstAsync(IAsyncEnumerable<string> lines) => await lines.FirstAsync().AsTask().WaitAsync(Patience);

    private async Task<string> NextAsync(IAsyncEnumerator<string> lines)
    {
        (await lines.MoveNextAsync().AsTask().WaitAsync(Patience)).Should().BeTrue();
        return lines.Current;
    }
}
