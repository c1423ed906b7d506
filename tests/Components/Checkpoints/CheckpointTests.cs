using System.Diagnostics;
using ExperimentRunner.Components.Checkpoints;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Checkpoints;

public sealed class CheckpointTests : TensorTest
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void WhatIsWrittenComesBack()
    {
        var path = Publish(folder.Path, "step-1");
        Directory.GetFileSystemEntries(folder.Path).Should().Equal(path);
        var reader = CheckpointReader.Open(path);
        reader.Tensors("weights")["x"].data<float>().ToArray().Should().Equal(1, 2);
        reader.Values<double[]>("figures").Should().Equal(0.1, double.NaN, double.NegativeInfinity, double.Epsilon);
        reader.Binary("raw", binary => binary.ReadString().Should().Be("text"));
    }

    [Fact]
    public void EqualContentGivesEqualFiles()
    {
        var (one, other) = (Publish(folder.Path, "step-1"), Publish(folder.Path, "step-2"));
        foreach (var file in Directory.GetFiles(one))
        {
            File.ReadAllBytes(file).Should().Equal(File.ReadAllBytes(Path.Combine(other, Path.GetFileName(file))));
        }
    }

    [Fact]
    public void AnOlderOneOfTheSameNameIsReplaced()
    {
        Publish(folder.Path, "step-1");
        using (var writer = CheckpointWriter.Create(folder.Path, "step-1"))
        {
            writer.Values("new", 7);
            writer.Publish();
        }

        CheckpointReader.Open(Path.Combine(folder.Path, "step-1")).Values<int>("new").Should().Be(7);
        Directory.GetFileSystemEntries(folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void NothingStaysOfWhatWasNotPublished()
    {
        using (var writer = CheckpointWriter.Create(folder.Path, "step-1"))
        {
            writer.Values("figures", 1);
        }

        Directory.GetFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void ACrashWhileWritingLeavesNoCheckpoint()
    {
        // What a killed process leaves: parts without a manifest, under a temporary name.
        using var writer = CheckpointWriter.Create(folder.Path, "step-2");
        writer.Values("figures", 1);
        var checkpoints = new CheckpointFolder(folder.Path);
        checkpoints.List().Should().BeEmpty();

        Publish(folder.Path, "step-1");
        checkpoints.Prune(keep: 1, _ => null);
        Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Should().Equal("step-1");
    }

    [Fact]
    public void EveryDamageIsFoundAndTheFileNamed()
    {
        foreach (var name in new[] { "weights.safetensors", "raw.bin", "figures.json" })
        {
            Damage(name, File.Delete).Should().Throw<CheckpointDamagedException>().WithMessage($"*{name} is missing*").Which.File.Should().EndWith(name);
            Damage(name, path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1])).Should().Throw<CheckpointDamagedException>().WithMessage($"*{name} has * bytes instead of *");
            Damage(name, FlipABit).Should().Throw<CheckpointDamagedException>().WithMessage($"*{name} was changed*");
        }
    }

    [Fact]
    public void ADamagedManifestIsFound()
    {
        const string manifest = "manifest.json";
        Damage(manifest, File.Delete).Should().Throw<CheckpointDamagedException>().WithMessage("*manifest.json is missing*");
        foreach (var text in new[] { "", "{", "[]", "null", "{}", """{"Files":null}""", """{"Files":{"raw.bin":null}}""", """{"Files":{"../x":{"Bytes":1,"Sha256":"0"}}}""" })
        {
            Damage(manifest, path => File.WriteAllText(path, text)).Should().Throw<CheckpointDamagedException>(text);
        }
    }

    [Fact]
    public void AMissingPartIsNamedWithThoseThatThereAre()
    {
        var reader = CheckpointReader.Open(Publish(folder.Path, "step-1"));
        var read = () => reader.Values<int>("speed");
        read.Should().Throw<InvalidDataException>().WithMessage(
            $"the checkpoint {folder.Path}/step-1 has no part speed.json; it has figures.json, raw.bin, weights.safetensors");
    }

    [Fact]
    public void ValuesOfAnotherTypeAreAnError()
    {
        var reader = CheckpointReader.Open(Publish(folder.Path, "step-1"));
        var read = () => reader.Values<string>("figures");
        read.Should().Throw<InvalidDataException>().WithMessage("cannot read figures.json of the checkpoint*");
    }

    [Fact]
    public void ThereIsNoCheckpointWhereThereIsNoFolder()
    {
        var open = () => CheckpointReader.Open("/no/such/step-1");
        open.Should().Throw<DirectoryNotFoundException>().WithMessage("there is no checkpoint /no/such/step-1");
    }

    [Fact]
    public void PartsHaveNamesOfTheirOwn()
    {
        using var writer = CheckpointWriter.Create(folder.Path, "step-1");
        writer.Values("figures", 1);
        foreach (var name in new[] { "figures", "manifest", "a/b", ".hidden" })
        {
            var write = () => writer.Values(name, 1);
            write.Should().Throw<ArgumentException>();
        }
    }

    [Fact]
    public void AFullDiskIsAnErrorThatPublishesNothing()
    {
        var mount = Path.Combine(folder.Path, "small");
        Directory.CreateDirectory(mount);
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", mount), "this machine does not let the test mount a small file system");
        try
        {
            var write = () =>
            {
                using var writer = CheckpointWriter.Create(mount, "step-1");
                writer.Tensors("weights", [("x", zeros(1_000_000))]);
                writer.Publish();
            };
            write.Should().Throw<IOException>().WithMessage($"cannot write the checkpoint {mount}/step-1: *");
            Directory.GetFileSystemEntries(mount).Should().BeEmpty();
        }
        finally
        {
            Run("umount", mount);
        }
    }

    [Fact]
    public void AFolderThatCannotBeMadeIsAnError()
    {
        File.WriteAllText(Path.Combine(folder.Path, "file"), string.Empty);
        var create = () => CheckpointWriter.Create(Path.Combine(folder.Path, "file"), "step-1");
        create.Should().Throw<IOException>().WithMessage($"cannot write the checkpoint {folder.Path}/file/step-1: *");
    }

    private static string Publish(string parent, string name)
    {
        using var writer = CheckpointWriter.Create(parent, name);
        writer.Tensors("weights", [("x", tensor([1f, 2f]))]);
        writer.Values("figures", new[] { 0.1, double.NaN, double.NegativeInfinity, double.Epsilon });
        writer.Binary("raw", binary => binary.Write("text"));
        return writer.Publish();
    }

    private static void FlipABit(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private Func<CheckpointReader> Damage(string file, Action<string> damage)
    {
        var path = Publish(folder.Path, "step-1");
        damage(Path.Combine(path, file));
        return () => CheckpointReader.Open(path);
    }
}
