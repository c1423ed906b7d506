using ExperimentRunner.Components.Analyses;
using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Tests.Components.Training;

namespace ExperimentRunner.Tests.Components.Analyses;

public sealed class AnalysisTests
{
    [Fact]
    public void What_an_analysis_measures_and_shows_is_part_of_the_run()
    {
        using var folder = new TrainingFolder();
        var ended = folder.Train(TestExperiments.Supervised(steps: 40) with { Analyses = [new Calibration { Bins = 4 }] });
        ended.Outcome.Should().Be(TrainingOutcome.Complete, ended.Reason);

        var table = folder.Events.OfType<TableLogged>().Single(logged => logged.Name == "test/calibration").Table;
        table.Columns.Should().Equal("samples", "confidence", "accuracy");
        table.Values.Sum(bin => bin[0]).Should().Be(359, "a fifth of 1797 digits");
        var accuracy = folder.Events.OfType<ScalarsLogged>().Last(scalars => scalars.Values.ContainsKey("test/accuracy")).Values["test/accuracy"];
        table.Values.Where(bin => bin[0] > 0).Sum(bin => bin[0] * bin[2]).Should().BeApproximately(accuracy * 359, 1e-6);

        var error = table.Values.Where(bin => bin[0] > 0).Sum(bin => bin[0] * Math.Abs(bin[1] - bin[2])) / 359;
        folder.Events.OfType<ScalarsLogged>().Last().Values.Should().ContainKey("test/calibration_error").WhoseValue.Should().BeApproximately(error, 1e-12);
        foreach (var (index, bin) in table.Values.Index().Where(entry => entry.Item[0] > 0))
        {
            bin[1].Should().BeInRange(index / 4.0, (index + 1) / 4.0, "the mean confidence of a bin lies in it");
        }
    }

    [Fact]
    public void A_callback_sees_the_networks_at_every_step()
    {
        using var folder = new TrainingFolder();
        folder.Train(TestExperiments.Supervised(steps: 6) with { Callbacks = [new WeightHistograms { Every = 3 }] }).Outcome.Should().Be(TrainingOutcome.Complete);
        var histograms = folder.Events.OfType<HistogramLogged>().ToList();
        histograms.Select(histogram => histogram.Step).Distinct().Should().Equal(3, 6);
        histograms.Select(histogram => histogram.Name).Should().Contain(["train/weights/output.weight", "train/gradients/output.weight"]);
        histograms.Should().OnlyContain(histogram => histogram.Edges.Count == histogram.Counts.Count + 1 && histogram.Edges.SequenceEqual(histogram.Edges.Order()));
        histograms.Single(histogram => histogram is { Step: 6, Name: "train/weights/output.weight" }).Counts.Sum().Should().Be(128 * 10);
    }
}
