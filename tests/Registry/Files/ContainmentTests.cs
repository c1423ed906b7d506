using ExperimentRunner.Registry.Files;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Registry.Files;

public sealed class ContainmentTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    public ContainmentTests() => Directory.CreateDirectory(At("in/deep"));

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData("in", true)]
    [InlineData("in/deep/not/there", true)]
    [InlineData("in/../in/deep", true)]
    [InlineData("inside", false)]
    [InlineData("in/..", false)]
    public void Paths_are_followed_as_written(string path, bool isWithin) => Containment.IsWithin(At(path), At("in")).Should().Be(isWithin);

    [Theory]
    [InlineData("..", false)]
    [InlineData("../out", false)]
    [InlineData("/tmp", false)]
    [InlineData("deep", true)]
    [InlineData("../in/deep", true)]
    public void A_link_lies_where_it_leads(string target, bool isWithin)
    {
        File.CreateSymbolicLink(At("in/link"), target);
        File.CreateSymbolicLink(At("in/deep/second"), "../link/more");

        Containment.IsWithin(At("in/link/below"), At("in")).Should().Be(isWithin);
        Containment.IsWithin(At("in/deep/second"), At("in")).Should().Be(isWithin);
    }

    [Fact]
    public void The_folder_itself_may_be_a_link()
    {
        File.CreateSymbolicLink(At("other"), "in");
        Containment.IsWithin(At("other/deep"), At("other")).Should().BeTrue();
        Containment.IsWithin(At("in/deep"), At("other")).Should().BeTrue();
    }

    [Fact]
    public void A_link_to_itself_has_an_end()
    {
        File.CreateSymbolicLink(At("in/link"), "link");
        FluentActions.Invoking(() => Containment.IsWithin(At("in/link"), At("in"))).Should().Throw<IOException>().WithMessage("*leads back to itself");
    }

    [Fact]
    public void A_link_within_a_tree_is_found_and_those_behind_it_are_not_followed()
    {
        Directory.CreateDirectory(At("out"));
        File.CreateSymbolicLink(At("in/round"), "..");
        FluentActions.Invoking(() => Containment.RequireTree(At("in/deep"), At("in"))).Should().NotThrow();

        File.CreateSymbolicLink(At("in/deep/link"), At("out"));
        FluentActions.Invoking(() => Containment.RequireTree(At("in/deep"), At("in"))).Should().Throw<InvalidDataException>().WithMessage("*/in/deep/link leads out of */in, to */out:*");
    }

    private string At(string path) => Path.Combine(place.Path, path);
}
