using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Tests.Components.Launchers;

public sealed class UsableGpusTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("-1", "")]
    [InlineData("NoDevFiles", "")]
    [InlineData("2, 0", "2 0")]
    [InlineData("1,-1,0", "1")]
    [InlineData("GPU-8f6e,MIG-12ab", "GPU-8f6e MIG-12ab")]
    [InlineData("0,,1", "0")]
    public void A_list_names_GPUs_up_to_the_first_that_CUDA_does_not_know(string visible, string expected) =>
        string.Join(' ', UsableGpus.Named(visible)).Should().Be(expected);
}
