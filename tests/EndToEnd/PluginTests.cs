using System.Buffers.Binary;
using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace ExperimentRunner.Tests.EndToEnd;

public sealed class PluginTests : IDisposable
{
    private const string Parts = "model: perceptron\nschedule: {type: inverse_square_root, scale: 50}\n";

    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "SamplePlugin.dll");

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task A_plug_in_serves_runner_and_worker_and_its_run_goes_on_from_its_own_config()
    {
        Directory.CreateDirectory(Path.Combine(place.Path, "parts"));
        File.Copy(Sample, Path.Combine(place.Path, "parts", "SamplePlugin.dll"));
        // The path counts from the file that wrote it, wherever that is used.
        File.WriteAllText(Path.Combine(place.Path, "parts", "own.yaml"), $"plugins: [SamplePlugin.dll]\n{Parts}");
        Write("extends: [small.yaml, parts/own.yaml]\nname: small\nmodel: {bias: false}\n");

        var (exitCode, output) = await RunAsync("run", "own.yaml");

        exitCode.Should().Be(0, output);
        File.ReadAllText(place.Trial().ConfigFile).Should().Contain("type: perceptron").And.Contain(Path.Combine(place.Path, "parts", "SamplePlugin.dll"));
        var environment = JsonDocument.Parse(File.ReadAllText(place.Trial().EnvironmentFile)).RootElement;
        environment.GetProperty("plugins").GetProperty("SamplePlugin").GetString().Should().Be(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Sample))));
        (await RunAsync("evaluate", "small")).Output.Should().Contain("test/accuracy");

        (await RunAsync("run", place.Trial().ConfigFile)).ExitCode.Should().Be(0);
        place.Journal.Trials.Select(trial => trial.Created.Identity).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task The_identity_knows_the_plug_ins_name_and_not_where_it_lies()
    {
        File.Copy(Sample, Path.Combine(place.Path, "SamplePlugin.dll"));
        Write($"extends: small.yaml\nname: small\nplugins: [SamplePlugin.dll]\n{Parts}");
        (await RunAsync("run", "own.yaml", "train.duration=5it")).ExitCode.Should().Be(0);
        (await RunAsync("run", "own.yaml", $"plugins=[{Sample}]", "train.duration=5it", "--trust-plugins")).ExitCode.Should().Be(0);
        (await RunAsync("run", "own.yaml", $"plugins=[{Sample}]", "model=mlp", "schedule=constant", "train.duration=5it")).ExitCode.Should().Be(0); // its folder is trusted by now
        (await RunAsync("run", "own.yaml", "plugins=[]", "model=mlp", "schedule=constant", "train.duration=5it")).ExitCode.Should().Be(0);

        var identities = place.Journal.Trials.Select(trial => trial.Created.Identity).ToArray();
        identities[1].Should().Be(identities[0]);
        identities.Distinct().Should().HaveCount(3);
    }

    [Fact]
    public async Task What_is_no_plug_in_is_told_where_it_was_named()
    {
        File.WriteAllText(Path.Combine(place.Path, "text.dll"), "text");
        var ours = Path.Combine(AppContext.BaseDirectory, "ExperimentRunner.Components.dll");
        var empty = Path.Combine(AppContext.BaseDirectory, "CsCheck.dll");
        Write($"extends: small.yaml\nplugins:\n  - text.dll\n  - none.dll\n  - {ours}\n  - {empty}\n");

        var (exitCode, output) = await RunAsync("check", "own.yaml", "--trust-plugins");

        exitCode.Should().Be(2);
        output.Should().Contain("own.yaml:3:5 error CFG051: 'text.dll' is not a .NET assembly")
            .And.Contain("own.yaml:4:5 error CFG021: there is no plug-in 'none.dll'")
            .And.Contain($"own.yaml:5:5 error CFG051: '{ours}' is an assembly of the product itself")
            .And.Contain($"own.yaml:6:5 error CFG051: '{empty}' holds no component");
    }

    [Fact]
    public async Task A_plug_in_for_another_version_says_which()
    {
        File.WriteAllBytes(Path.Combine(place.Path, "Newer.dll"), BuiltFor("ExperimentRunner.Components", major: 9));
        Write("extends: small.yaml\nplugins: [Newer.dll]\n");

        var (exitCode, output) = await RunAsync("check", "own.yaml");

        exitCode.Should().Be(2);
        output.Should().Contain("own.yaml:2:11 error CFG051: 'Newer.dll' was built for ExperimentRunner.Components 9.1.0.0, and this is 0.1.0.0; build it again for this version");
    }

    [Fact]
    public async Task Without_its_plug_in_a_component_is_unknown()
    {
        Write($"extends: small.yaml\n{Parts}");
        var (exitCode, output) = await RunAsync("check", "own.yaml");
        exitCode.Should().Be(2);
        output.Should().Contain("unknown model 'perceptron'");
    }

    [Fact]
    public async Task Components_of_a_plug_in_are_listed_described_and_in_the_schema_of_a_config_that_names_it()
    {
        Write($"extends: small.yaml\nplugins: [{Sample}]\nmodel: {{type: perceptron, biass: true}}\n"); // a mistake beside it does not matter

        (await RunAsync("list", "model", "--plugins-of", "own.yaml", "--trust-plugins")).Output.Should().Contain("model  perceptron").And.Contain("model  convnet");
        (await RunAsync("describe", "perceptron", "--plugins-of", "own.yaml")).Output.Should().StartWith("# perceptron\n").And.Contain("| `bias` |");
        (await RunAsync("schema", "--plugins-of", "own.yaml")).Output.Should().Contain("perceptron");
        (await RunAsync("list", "model")).Output.Should().NotContain("model  perceptron");

        Write("extends: small.yaml\nplugins: [none.dll]\n");
        var (exitCode, output) = await RunAsync("list", "--plugins-of", "own.yaml");
        exitCode.Should().Be(2);
        output.Should().StartWith("own.yaml:2:11 error CFG021: there is no plug-in 'none.dll'");
    }

    [Fact]
    public async Task A_new_plug_in_builds_and_trains_and_a_clash_of_names_is_told()
    {
        (await RunAsync("new", "plugin", "MyModels")).ExitCode.Should().Be(0);
        await BuildAsync("MyModels");
        Write("extends: small.yaml\nname: small\nplugins: [MyModels/bin/MyModels.dll]\nmodel: {type: my_models_example, width: 8}\n");
        (await RunAsync("run", "own.yaml", "--limit", "5it")).ExitCode.Should().Be(0);

        (await RunAsync("new", "plugin", "MyModels")).ExitCode.Should().Be(2);
        (await RunAsync("new", "plugin", "../x")).ExitCode.Should().Be(2);

        var source = Path.Combine(place.Path, "MyModels", "ExampleModel.cs");
        File.WriteAllText(source, File.ReadAllText(source).Replace("[Component(\"my_models_example\")]", "[Component(\"mlp\")]"));
        await BuildAsync("MyModels");
        var (exitCode, output) = await RunAsync("check", "own.yaml");
        exitCode.Should().Be(2);
        output.Should().Contain("own.yaml:3:11 error CFG049: two components are the model 'mlp'");
    }

    [Fact]
    public async Task A_run_that_came_from_others_does_not_run_its_plug_ins_unless_they_are_trusted()
    {
        File.Copy(Sample, Path.Combine(place.Path, "SamplePlugin.dll"));
        Write($"extends: small.yaml\nname: small\nplugins: [SamplePlugin.dll]\n{Parts}");
        (await RunAsync("run", "own.yaml", "train.duration=5it")).ExitCode.Should().Be(0);

        // What is received is a folder of runs with a plug-in in it, made to look like a repository.
        var received = Path.Combine(place.Path, "runs", "small");
        File.Copy(Sample, Path.Combine(received, "SamplePlugin.dll"));
        Directory.CreateDirectory(Path.Combine(received, ".git"));
        var config = place.Trial().ConfigFile;
        File.WriteAllText(config, File.ReadAllText(config).Replace(Path.Combine(place.Path, "SamplePlugin.dll"), Path.Combine(received, "SamplePlugin.dll"), StringComparison.Ordinal));
        foreach (var command in (string[][])[["evaluate", "small"], ["check", config], ["show", config], ["explain", config, "model"], ["describe", "perceptron", "--plugins-of", config], ["schema", "--plugins-of", config]])
        {
            var (exitCode, output) = await RunAsync(command);
            exitCode.Should().NotBe(0, string.Join(' ', command));
            output.Should().Contain("error CFG053: the plug-in").And.Contain("--trust-plugins");
        }

        (await RunAsync("evaluate", "small", "--trust-plugins")).Output.Should().Contain("test/accuracy");
        (await RunAsync("evaluate", "small")).Output.Should().Contain("test/accuracy", "the folder is remembered");
    }

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var process = ExperimentProcess.Start(place.Path, new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = Path.Combine(place.Path, "home") }, arguments);
        return (await process.ExitAsync(), process.Output);
    }

    private void Write(string text) => File.WriteAllText(Path.Combine(place.Path, "own.yaml"), text);

    /// <summary>The sample plug-in as if it had been built for another version of a library.</summary>
    private static byte[] BuiltFor(string library, ushort major)
    {
        var content = File.ReadAllBytes(Sample);
        using var file = new PEReader(new MemoryStream(content));
        var metadata = file.GetMetadataReader();
        var row = metadata.AssemblyReferences.Single(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name) == library);
        var offset = file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
            + ((MetadataTokens.GetRowNumber(row) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef));
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(offset), major);
        return content;
    }

    private async Task BuildAsync(string project)
    {
        var start = new ProcessStartInfo("dotnet", ["build", project, "--verbosity", "quiet", "--nologo", "-p:UseSharedCompilation=false", "-nodeReuse:false"])
        {
            WorkingDirectory = place.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.Should().Be(0, await output + await error);
    }
}
