using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Randomness;

namespace ExperimentRunner.Tests.Components.Randomness;

public sealed class GpuSeedsTests
{
    [Fact]
    public void A_step_has_the_same_seed_again_and_no_other_step_or_run_has_it()
    {
        var seeds = Enumerable.Range(0, 100).SelectMany(seed => Enumerable.Range(0, 100).Select(step => new GpuSeeds(seed).Of(step))).ToArray();

        seeds.Should().OnlyHaveUniqueItems();
        new GpuSeeds(7).Of(9).Should().Be(seeds[709]);
        new GpuSeeds(7).Of(9 + (1L << 32)).Should().NotBe(seeds[709]);
    }

    [Fact]
    public void A_machine_without_a_GPU_has_none_to_seed()
    {
        LibTorch.Load();

        new GpuSeeds(7).Invoking(seeds => seeds.Begin(9)).Should().NotThrow();
    }
}
