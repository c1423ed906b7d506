using System.Security.Cryptography;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>The config in a run's folder is what the run was trained with, or the run is left alone.</summary>
public sealed class EditedConfigTests : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task A_config_that_was_edited_is_neither_trained_nor_measured_under_the_old_identity()
    {
        (await place.RunAsync("run", Workplace.Config, "--limit", "40it")).ExitCode.Should().Be(0);
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(place.Trial().IdentityFile))).Should().Be(place.Journal.Trials[0].Created.Identity);
        var original = File.ReadAllText(place.Trial().ConfigFile);
        File.WriteAllText(place.Trial().ConfigFile, original.Replace("lr: 0.05", "lr: 0.9", StringComparison.Ordinal).Replace("momentum: 0.9", "momentum: 0", StringComparison.Ordinal));
        var file = Path.GetRelativePath(place.Path, place.Trial().ConfigFile);

        foreach (var verb in (string[])["resume", "evaluate", "export"])
        {
            var (exitCode, output) = await place.RunAsync(verb, "small");
            exitCode.Should().Be(2, verb);
            output.Should().Contain($"error: {file} was edited since this run was trained with it:")
                .And.Contain("optimizer.lr: 0.9 now, 0.05 when it was trained\n").And.Contain("optimizer.momentum: left out now, 0.9 when it was trained\n")
                .And.Contain($"begin a new run: experiment run {file}").And.NotContain("batch_size", "nothing else differs");
        }

        var sync = await place.RunAsync("sync", "--to", "mlruns");
        sync.ExitCode.Should().Be(1);
        sync.Output.Should().Contain("is not whole there: ").And.Contain($"{file} was edited since this run was trained with it:");
        place.Journal.Trials.Should().ContainSingle().Which.Attempts.Should().ContainSingle();
        File.WriteAllText(place.Trial().ConfigFile, original.Replace("device: cpu", "device: auto", StringComparison.Ordinal));
        (await place.RunAsync("resume", "small")).ExitCode.Should().Be(0, "where it is trained is no part of what it is");

        File.WriteAllText(place.Trial().IdentityFile, "{}");
        var damaged = await place.RunAsync("evaluate", "small");
        damaged.ExitCode.Should().Be(2);
        damaged.Output.Should().Contain("identity.json is damaged");
    }
}
