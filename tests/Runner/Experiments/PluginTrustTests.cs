using ExperimentRunner.Experiments;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Runner.Experiments;

public sealed class PluginTrustTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Store => Path.Combine(folder.Path, "home", "experiment-runner", "trusted-plugins");

    private PluginTrust Trust => new(Store, At("project"));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("project/bin/a.dll", "project/x.yaml", true)] // the folder of the command
    [InlineData("project/bin/a.dll", "elsewhere/x.yaml", true)]
    [InlineData("repository/bin/a.dll", "repository/configs/x.yaml", true)] // the repository of the config
    [InlineData("repository/bin/a.dll", "project/x.yaml", false)]
    [InlineData("elsewhere/a.dll", "elsewhere/x.yaml", false)]
    [InlineData("projectile/a.dll", "project/x.yaml", false)]
    [InlineData("project/runs/r/a.dll", "project/x.yaml", false)] // a run's folder, even in the project
    [InlineData("project/runs/r/a.dll", "project/runs/r/trials/1/config.yaml", false)]
    [InlineData("project/bin/a.dll", "project/runs/r/trials/1/config.yaml", true)]
    [InlineData("received/r/a.dll", "received/r/trials/1/config.yaml", false)] // a repository that came with it
    [InlineData("received/a.dll", "received/r/trials/1/config.yaml", false)]
    [InlineData("project/link.dll", "project/x.yaml", false)] // leads elsewhere
    public void A_project_runs_its_own_plug_ins(string plugin, string config, bool runs)
    {
        Make("repository/.git/HEAD", "project/runs/r/journal.jsonl", "received/r/journal.jsonl", "received/r/.git/HEAD", "received/.git/HEAD", "elsewhere/b.dll");
        File.CreateSymbolicLink(At("project/link.dll"), At("elsewhere/b.dll"));
        if (!plugin.EndsWith("link.dll", StringComparison.Ordinal))
        {
            Make(plugin);
        }

        Trust.Admits(At(plugin), At(config)).Should().Be(runs);
        File.Exists(Store).Should().BeFalse();
    }

    [Fact]
    public async Task Trust_that_was_given_is_remembered_for_the_folder_and_for_this_user_alone()
    {
        Make("elsewhere/a.dll", "elsewhere/b.dll", "other/a.dll");
        await Task.Run(() =>
        {
            PluginTrust.Give();
            Trust.Admits(At("elsewhere/a.dll"), null).Should().BeTrue();
        }, TestContext.Current.CancellationToken);
        Trust.Admits(At("elsewhere/b.dll"), null).Should().BeTrue();
        Trust.Admits(At("other/a.dll"), null).Should().BeFalse("the trust was one command's");
        (OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(Store)).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Without_a_home_trust_is_given_and_not_remembered()
    {
        Make("elsewhere/a.dll");
        new PluginTrust(null, At("project")).Admits(At("elsewhere/a.dll"), null).Should().BeFalse();
    }

    private string At(string path) => Path.Combine(folder.Path, path);

    private void Make(params string[] files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
            File.WriteAllText(At(file), "");
        }
    }
}
