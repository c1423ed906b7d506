using ExperimentRunner.Components.Launchers;

namespace ExperimentRunner.Tests.Components.Launchers;

public sealed class SlotPlanTests
{
    private static readonly string[] Gpus = ["GPU-a", "GPU-b"];

    [Theory]
    [InlineData("auto", null, "cuda:0=GPU-a cuda:1=GPU-b")]
    [InlineData("auto", 2, "cuda:0=GPU-a cuda:0=GPU-a cuda:1=GPU-b cuda:1=GPU-b")]
    [InlineData("cuda:1", null, "cuda:1=GPU-b")]
    [InlineData("cuda:1, auto", null, "cuda:1=GPU-b cuda:0=GPU-a")]
    [InlineData("cuda:0,cpu", 1, "cuda:0=GPU-a cpu=")]
    [InlineData("cpu", null, "cpu= cpu= cpu= cpu=")]
    public void A_slot_sees_its_own_GPU_alone(string devices, int? perDevice, string expected)
    {
        var plan = Local.Plan(devices, perDevice, Gpus, cores: 8);

        string.Join(' ', plan.Slots.Select(slot => $"{slot.Device}={slot.Place}")).Should().Be(expected);
        plan.Slots.Select(slot => slot.Number).Should().Equal(Enumerable.Range(1, plan.Slots.Count));
        plan.Threads.Should().Be(8 / plan.Slots.Count);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(16, 4, 4)]
    public void Without_a_GPU_slots_share_the_cores(int cores, int slots, int threads)
    {
        var plan = Local.Plan("auto", null, [], cores);

        plan.Slots.Should().HaveCount(slots).And.OnlyContain(slot => slot.Device == "cpu");
        plan.Threads.Should().Be(threads);
    }

    [Theory]
    [InlineData("cuda:2")]
    [InlineData("cuda")]
    [InlineData("tpu")]
    public void A_device_that_is_not_here_is_refused_with_those_that_are(string device) =>
        FluentActions.Invoking(() => Local.Plan(device, null, Gpus, cores: 8))
            .Should().Throw<InvalidOperationException>().WithMessage($"sweep.devices: there is no device '{device}' here; known: auto, cuda:0, cuda:1, cpu");
}
