using ExperimentRunner.Components.Native;

namespace ExperimentRunner.Tests.Components.Native;

public sealed class VersionNeedsTests
{
    private static readonly byte[] Bridge = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"));

    [Fact]
    public void ReadsTheVersionsThatALibraryNeeds() =>
        new VersionNeeds(Bridge).Strong.Should().Contain(["GLIBCXX_3.4.32", "GLIBCXX_3.4.30", "GLIBC_2.34"]).And.HaveCount(28);

    [Fact]
    public void MakesOneNeedWeakAndChangesNothingElse()
    {
        var image = Bridge.ToArray();
        var before = new VersionNeeds(image).Strong.ToArray();
        new VersionNeeds(image).MakeWeak("GLIBCXX_3.4.32");

        new VersionNeeds(image).Strong.Should().Equal(before.Where(version => version != "GLIBCXX_3.4.32"));
        image.Zip(Bridge).Count(pair => pair.First != pair.Second).Should().Be(1);
    }

    [Fact]
    public void TheChangedLibraryLoadsFromMemory()
    {
        var image = Bridge.ToArray();
        new VersionNeeds(image).MakeWeak("GLIBCXX_3.4.32");
        LibTorch.Load();
        SharedLibrary.TryLoadComplete(image, "copy").Should().BeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void ALibraryThatIsCutOffIsAnError(int length)
    {
        var read = () => new VersionNeeds(Bridge[..length]);
        read.Should().Throw<InvalidDataException>().WithMessage("*cut off or damaged*");
    }

    [Fact]
    public void AnotherKindOfFileIsAnError()
    {
        var read = () => new VersionNeeds(new byte[4096]);
        read.Should().Throw<InvalidDataException>().WithMessage("not a shared library of 64-bit little-endian Linux");
    }
}
