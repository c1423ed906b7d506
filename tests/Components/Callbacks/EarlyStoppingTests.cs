using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;


namespace ExperimentRunner.Tests.Components.Callbacks;

public sealed class EarlyStoppingTests
{
    private static readonly MonitoredMetric Accuracy = new("val/accuracy", Direction.Maximize);

    [Fact]
    public void StopsAfterItsPatience()
    {
        var run = new EarlyStopping { Patience = 2 }.Build(Accuracy);
        StoppedBy(run, 0.5, 0.6, 0.6).Should().BeNull();
        StoppedBy(run, 0.59).Should().Be("val/accuracy has not improved for 2 evaluations");
    }

    [Fact]
    public void AnImprovementStartsTheCountAgain() =>
        StoppedBy(new EarlyStopping { Patience = 2 }.Build(Accuracy), 0.5, 0.4, 0.6, 0.5, 0.7, 0.6).Should().BeNull();

    [Fact]
    public void ASmallImprovementIsNone() =>
        StoppedBy(new EarlyStopping { Patience = 1, MinDelta = 0.1 }.Build(Accuracy), 0.5, 0.55).Should().NotBeNull();

    [Fact]
    public void SmallerIsBetterWhereTheMonitorSaysSo() =>
        StoppedBy(new EarlyStopping { Patience = 1 }.Build(new MonitoredMetric("val/accuracy", Direction.Minimize)), 0.5, 0.4, 0.3).Should().BeNull();

    [Fact]
    public void NotANumberIsNoImprovement() =>
        StoppedBy(new EarlyStopping { Patience = 2 }.Build(Accuracy), double.NaN, double.NaN).Should().NotBeNull();

    [Fact]
    public void OtherFiguresDoNotCount()
    {
        var (run, control) = (new EarlyStopping { Patience = 1 }.Build(Accuracy), new TrainingControl());
        run.OnScalars(Logged("train/loss", 1), control);
        run.OnScalars(Logged("train/loss", 2), control);
        control.StopReason.Should().BeNull();
    }

    [Fact]
    public void GoesOnFromACheckpointAsIfNothingHadHappened()
    {
        using var folder = new TemporaryFolder();
        var first = new EarlyStopping { Patience = 3 }.Build(Accuracy);
        StoppedBy(first, 0.7, 0.6, 0.6).Should().BeNull();
        using (var writer = CheckpointWriter.Create(folder.Path, "step-1"))
        {
            first.Save(writer, "callback-0");
            writer.Publish();
        }

        var second = new EarlyStopping { Patience = 3 }.Build(Accuracy);
        second.Load(CheckpointReader.Open(Path.Combine(folder.Path, "step-1")), "callback-0");
        StoppedBy(second, 0.65).Should().NotBeNull();
    }

    [Fact]
    public void NeedsAMonitor()
    {
        new EarlyStopping().NeedsMonitor.Should().BeTrue();
        var build = () => new EarlyStopping().Build(monitor: null);
        build.Should().Throw<InvalidOperationException>();
    }

    private static string? StoppedBy(Watcher run, params double[] values)
    {
        var control = new TrainingControl();
        foreach (var value in values)
        {
            run.OnScalars(Logged("val/accuracy", value), control);
        }

        return control.StopReason;
    }

    private static ScalarsLogged Logged(string name, double value) => new(1, 0.5, new Dictionary<string, double> { [name] = value }, null);
}
