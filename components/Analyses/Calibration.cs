using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Registry.Components;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Analyses;

/// <summary>
/// Whether a model is as sure as it is right (Guo, Pleiss, Sun, Weinberger 2017): samples are put into bins of equal width by the probability of
/// the class that was chosen; the expected calibration error is the mean over samples of |accuracy - confidence| of their bin. Gives
/// <c>test/calibration_error</c> and a table with samples, confidence and accuracy of each bin.
/// </summary>
[Synonyms("ece", "reliability_diagram")]
[Component("calibration")]
public sealed record Calibration : IAnalysis
{
    /// <summary>The number of bins; the paper takes 15.</summary>
    [Range(1, 1000)]
    public int Bins { get; init; } = 15;

    /// <summary>The set that is measured: <c>val</c>, <c>test</c>, or the name of a further test set.</summary>
    [Length(1)]
    public string Set { get; init; } = "test";

    /// <inheritdoc/>
    IEnumerable<string> IAnalysis.Measures => [$"{Set}/calibration_error"];

    /// <inheritdoc/>
    public string? Misfit(Meaning targets) => targets.RefuseNumbers("calibration");

    /// <inheritdoc/>
    public void Run(Algorithm algorithm, Report report)
    {
        var training = algorithm as DataTraining ?? throw new InvalidOperationException("'calibration' needs a method that learns from a data set");
        var sums = new double[Bins][]; // of each bin: samples, confidence, hits
        for (var bin = 0; bin < Bins; bin++)
        {
            sums[bin] = new double[3];
        }

        training.ForEachBatch(Set, (outputs, batch) => Add(sums, outputs, batch));
        var all = sums.Sum(bin => bin[0]);
        var used = sums.Where(bin => bin[0] > 0).ToArray();
        report.Scalar($"{Set}/calibration_error", all == 0 ? double.NaN : used.Sum(bin => Math.Abs(bin[2] - bin[1])) / all);
        report.Table($"{Set}/calibration", new MetricTable(
            [.. Enumerable.Range(1, Bins).Select(bin => FormattableString.Invariant($"up to {(double)bin / Bins:0.###}"))],
            ["samples", "confidence", "accuracy"],
            [.. sums.Select(bin => (IReadOnlyList<double>)[bin[0], bin[1] / bin[0], bin[2] / bin[0]])]));
    }

    private void Add(double[][] sums, Outputs outputs, Batch batch)
    {
        var (logits, classes) = Targets.Known(outputs.One, batch.Target);
        var (sure, chosen) = logits.to(ScalarType.Float64).softmax(1).max(1);
        var confidences = sure.cpu().contiguous().data<double>().ToArray();
        var hits = chosen.eq(classes).cpu().contiguous().data<bool>().ToArray();
        foreach (var (confidence, isHit) in confidences.Zip(hits))
        {
            // A bin holds what lies above its lower border, up to its upper one.
            var bin = sums[Math.Clamp((int)Math.Ceiling(confidence * Bins) - 1, 0, Bins - 1)];
            bin[0]++;
            bin[1] += confidence;
            bin[2] += isHit ? 1 : 0;
        }
    }
}
