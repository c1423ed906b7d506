using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Datasets.Tables;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Inference;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Components.Datasets;
using MetricAbsolute = ExperimentRunner.Components.Metrics.MeanAbsoluteError;
using MetricR2 = ExperimentRunner.Components.Metrics.R2;
using MetricSquared = ExperimentRunner.Components.Metrics.MeanSquaredError;

namespace ExperimentRunner.Tests.Components.Training;

/// <summary>Targets that are numbers, from the data set to the metrics.</summary>
public sealed class RegressionTests
{
    public static TheoryData<ILoss> Losses => [new MeanSquaredError(), new MeanAbsoluteError(), new Huber()];

    [Theory]
    [MemberData(nameof(Losses), DisableDiscoveryEnumeration = true)]
    public void A_linear_model_finds_the_line(ILoss loss)
    {
        var measured = Train(new Adam { LearningRate = 0.1 }, loss, Duration.Epochs(60));
        measured["test/mean_squared_error"].Should().BeLessThan(1e-3);
        measured["test/mean_absolute_error"].Should().BeLessThan(0.03);
    }

    [Fact]
    public void Lbfgs_finds_it_in_a_few_steps() =>
        Train(new Lbfgs(), new MeanSquaredError(), Duration.Steps(4))["test/mean_squared_error"].Should().BeLessThan(1e-6);

    [Fact]
    public void Metrics_and_predictions_of_scaled_labels_are_in_the_units_of_the_file()
    {
        using var folder = new TrainingFolder();
        using var files = new TemporaryFolder();
        string[] rows = [.. Enumerable.Range(0, 200).Select(row => FormattableString.Invariant($"{row / 100.0},{1000 + (50 * Math.Sin(row))}"))];
        var experiment = Experiment(new Adam { LearningRate = 0.05 }, new MeanSquaredError(), Duration.Epochs(3)) with
        {
            Dataset = new Csv { Path = SampleFiles.Write(files.Path, "sines.csv", ["x,y", .. rows]), Label = "y", Task = CsvTask.Regression, StandardizeLabel = true },
            Metrics = [new MetricSquared(), new MetricR2()],
        };

        folder.Train(experiment).Failure.Should().BeNull();

        var measured = folder.Events.OfType<ScalarsLogged>().Last().Values;
        var deviation = Math.Sqrt(measured["test/mean_squared_error"] / measured["test/loss"]);
        deviation.Should().BeInRange(30, 40, "a sine of height 50 has a deviation of 35, and the loss is in units of it");
        using var model = new TrainedModel(experiment, folder.Checkpoint(folder.Events.OfType<CheckpointSaved>().Last().Step), threads: 1, files.Path);
        model.Predict(SampleFiles.Write(files.Path, "new.csv", "x", "0.5", "1.5"))
            .Should().OnlyContain(prediction => ((ValuesPrediction)prediction).Outputs[0] > 900 && ((ValuesPrediction)prediction).Outputs[0] < 1100);
    }

    [Fact]
    public void A_loss_on_classes_refuses_numbers()
    {
        using var folder = new TrainingFolder();
        var ended = folder.Train(Experiment(new Adam(), new CrossEntropy(), Duration.Steps(1)));
        ended.Outcome.Should().Be(TrainingOutcome.Invalid);
        ended.Reason.Should().Be("'cross_entropy' needs a data set with classes, and the targets of this one are not classes");
    }

    private static Dictionary<string, double> Train(IOptimizer optimizer, ILoss loss, Duration duration)
    {
        using var folder = new TrainingFolder();
        var ended = folder.Train(Experiment(optimizer, loss, duration));
        ended.Outcome.Should().Be(TrainingOutcome.Complete, ended.Reason);
        return folder.Events.OfType<ScalarsLogged>().SelectMany(scalars => scalars.Values).Where(entry => entry.Key.StartsWith("test/", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key, entry => entry.Value);
    }

    private static Experiment Experiment(IOptimizer optimizer, ILoss loss, Duration duration) => new()
    {
        Dataset = new Line(),
        Split = new Stratified { Validation = 0.1, Test = 0.2 },
        Model = new(new Mlp { Widths = [] }),
        Optimizer = new OneOrNamed<IOptimizer>(optimizer),
        Schedule = new Linear(),
        Loss = new(loss),
        Metrics = [new MetricSquared(), new MetricAbsolute()],
        Train = new TrainSettings { Duration = duration, BatchSize = optimizer is Lbfgs ? 200 : 20, Seed = 1 },
    };
}
