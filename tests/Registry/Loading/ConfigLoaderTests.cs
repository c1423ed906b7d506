using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Tests.Registry.Sample;

namespace ExperimentRunner.Tests.Registry.Loading;

public sealed class ConfigLoaderTests
{
    [Fact]
    public void A_trial_lays_its_values_over_what_was_written_before_references_are_replaced()
    {
        var files = new MemoryFiles(("config.yaml", SampleRegistry.Minimal + "\nname: \"lr-${optimizer.lr}\""));
        var loader = new ConfigLoader(SampleRegistry.Create(), files, _ => null);
        var config = loader.Load<SampleExperiment>("config.yaml", []);

        var source = new SourceText("trial 3", "0.25", isFile: false);
        var trial = loader.With(config, [Override.Set(Address.Parse("optimizer.lr"), new ScalarNode(new SourceSpan(source, 0, 4), "0.25"))]);

        DiagnosticRenderer.Render(trial.Diagnostics).Should().BeEmpty();
        trial.Value!.Name.Should().Be("lr-0.25");
        trial.Text.Should().Contain("# trial 3");
        config.Value!.Name.Should().Be("lr-0.05");
    }

    [Fact]
    public void Files_on_disk_are_loaded_by_default()
    {
        var folder = Directory.CreateTempSubdirectory("registry-").FullName;
        var path = Path.Combine(folder, "a.yaml");
        File.WriteAllText(path, SampleRegistry.Minimal);
        ConfigLoader.Default(SampleRegistry.Create()).Load<SampleExperiment>(path, []).Value.Should().NotBeNull();
        Directory.Delete(folder, recursive: true);
    }
}
