using ExperimentRunner.Components.Randomness;

namespace ExperimentRunner.Tests.Components.Randomness;

public sealed class PhiloxTests
{
    /// <summary>The known answers of the authors' library Random123 (kat_vectors, philox4x32 10).</summary>
    [Fact]
    public void GivesTheKnownAnswersOfRandom123()
    {
        Philox.Block(new PhiloxKey(0, 0), 0, 0, 0, 0)
            .Should().Be((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u));
        Philox.Block(new PhiloxKey(~0u, ~0u), ~0u, ~0u, ~0u, ~0u)
            .Should().Be((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu));
        Philox.Block(new PhiloxKey(0xa4093822, 0x299f31d0), 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344)
            .Should().Be((0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u));
    }

    [Fact]
    public void UniformNumbersFillTheIntervalEvenly()
    {
        const int draws = 100_000;
        var key = PhiloxKey.Of(7, "test");
        var bins = new int[10];
        for (var draw = 0; draw < draws; draw++)
        {
            bins[(int)(Philox.Uniform(key, (ulong)draw, 0, 0) * 10)]++;
        }

        // Chi-square with 9 degrees of freedom is above 27.9 once in a thousand; the draws are fixed.
        bins.Sum(count => Math.Pow(count - (draws / 10.0), 2) / (draws / 10.0)).Should().BeLessThan(27.9);
    }

    [Fact]
    public void PlacesAndSeedsHaveUnrelatedNumbers()
    {
        double[] numbers =
        [
            Philox.Uniform(PhiloxKey.Of(0, "augmentation.0"), 0, 0, 0),
            Philox.Uniform(PhiloxKey.Of(0, "augmentation.1"), 0, 0, 0),
            Philox.Uniform(PhiloxKey.Of(1, "augmentation.0"), 0, 0, 0),
            Philox.Uniform(PhiloxKey.Of(-1, "augmentation.0"), 0, 0, 0),
        ];
        numbers.Should().OnlyHaveUniqueItems();
    }
}
