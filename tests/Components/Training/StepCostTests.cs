using System.Diagnostics;
using System.Text.Json;

namespace ExperimentRunner.Tests.Components.Training;

/// <summary>What the trainer adds to a step of a hand-written loop, counted and not timed.</summary>
public sealed class StepCostTests
{
    [Fact]
    public async Task A_step_adds_at_most_two_native_calls_and_a_kilobyte_and_nothing_stays_alive()
    {
        // A process of its own: calls can be counted only before .NET has looked up the functions.
        var benchmarks = Path.Combine(AppContext.BaseDirectory, "ExperimentRunner.Benchmarks.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [benchmarks, "step-cost"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        var cost = JsonDocument.Parse(output[output.IndexOf('{')..]).RootElement;
        double Of(string name) => cost.GetProperty(name).GetDouble();
        Of("HandCalls").Should().BeGreaterThan(10, "the counter counts");
        (Of("TrainerCalls") - Of("HandCalls")).Should().BeLessThanOrEqualTo(2);
        Of("TrackedCalls").Should().BeApproximately(Of("TrainerCalls"), 0.05, "a server costs a step nothing; what the finalizer frees is counted too");
        (Of("TrainerBytes") - Of("HandBytes")).Should().BeLessThanOrEqualTo(1024);
        Of("HeapGrowth").Should().BeLessThanOrEqualTo(64 * 1024);
        Of("TensorGrowth").Should().Be(0);
    }
}
