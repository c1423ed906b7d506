using ExperimentRunner.Components.Native;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Native;

public sealed class LibTorchTests : TensorTest
{
    [Fact]
    public void LoadsOnThisMachine()
    {
        LibTorch.Version.Should().MatchRegex(@"^\d+\.\d+\.\d+$");
        ones(3).sum().item<float>().Should().Be(3);
    }

    [Fact]
    public void LoadsOnceFromManyThreads()
    {
        Parallel.For(0, 8, _ => LibTorch.Load());
        ones(1).item<float>().Should().Be(1);
    }

    [Fact]
    public void AFolderThatDoesNotExistIsNamed()
    {
        var find = () => LibTorch.FindFolder("/no/such/folder");
        find.Should().Throw<LibTorchException>().WithMessage("EXPERIMENT_LIBTORCH names the folder '/no/such/folder', which does not exist");
    }

    [Fact]
    public void AFolderWithoutLibTorchIsNamedWithWhatItLacks()
    {
        using var folder = new TemporaryFolder();
        var find = () => LibTorch.FindFolder(folder.Path);
        find.Should().Throw<LibTorchException>().WithMessage(
            $"EXPERIMENT_LIBTORCH names the folder '{folder.Path}', which holds no libtorch: libc10.so, libtorch_cpu.so, libtorch.so missing; " +
            "in a Python installation the folder is site-packages/torch/lib");
    }

    [Fact]
    public void AFileThatIsNoLibraryIsNamed()
    {
        using var folder = new TemporaryFolder();
        var path = System.IO.Path.Combine(folder.Path, "libc10.so");
        System.IO.File.WriteAllText(path, "not a library");
        var load = () => SharedLibrary.Load(path);
        load.Should().Throw<LibTorchException>().WithMessage($"cannot load {path}: *");
    }

    [Fact]
    public void ThreadsAreSetForAllOperations()
    {
        var before = get_num_threads();
        Threads.Use(1);
        get_num_threads().Should().Be(1);
        Threads.Use(before);
        var none = () => Threads.Use(0);
        none.Should().Throw<ArgumentOutOfRangeException>();
    }
}
