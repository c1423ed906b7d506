using ExperimentRunner.Experiments;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Runner.Commands;

public sealed class PluginPathTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_shown_config_finds_its_plug_ins_from_anywhere()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, ".git")); // a project, so that its plug-ins are trusted
        var plugin = Path.Combine(folder.Path, "SamplePlugin.dll");
        var config = Path.Combine(folder.Path, "own.yaml");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "SamplePlugin.dll"), plugin);
        File.WriteAllText(config, "plugins: [SamplePlugin.dll]\ndataset: digits\nmodel: perceptron\noptimizer: adam\nloss: cross_entropy\ntrain: {duration: 1ep}\n");

        ExperimentFiles.Load(config, []).Text.Should().Contain(plugin);
    }
}
