using System.Globalization;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Output;

namespace ExperimentRunner.Reports;

/// <summary>
/// Events as plain lines: one an evaluation, with what training has measured since the line before; and where none comes for long, a
/// line of training figures now and then, to show that training goes on.
/// </summary>
internal sealed class ProgressLines
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    private LastScalars training = new();
    private DateTimeOffset lastLine;
    private double? samplesPerSecond;
    private long totalSteps;

    /// <summary>The line for an event, or null when it has none.</summary>
    internal string? Next(TrainingEvent trainingEvent)
    {
        switch (trainingEvent)
        {
            case TrainingStarted started:
                totalSteps = started.TotalSteps;
                return $"training on {started.Device}, {Measure.Count(started.Threads, "thread")}, {Measure.Count(started.Parameters, "parameter")}, {Measure.Count(started.TotalSteps, "step")}";
            case ScalarsLogged { SamplesPerSecond: null } evaluation:
                return Line(evaluation, IsTest(evaluation) ? evaluation.Values : training.Values.Concat(evaluation.Values));
            case ScalarsLogged step:
                training.Add(step);
                samplesPerSecond = step.SamplesPerSecond;
                return step.Time - lastLine >= LongestSilence ? Line(step, training.Values) : null;
            default:
                return null;
        }
    }

    private static bool IsTest(ScalarsLogged evaluation) =>
        evaluation.Values.Keys.All(name => name.StartsWith("test/", StringComparison.Ordinal));

    private string Line(ScalarsLogged scalars, IEnumerable<KeyValuePair<string, double>> values)
    {
        lastLine = scalars.Time;
        var epoch = scalars.Epoch is { } passes ? string.Create(CultureInfo.InvariantCulture, $"epoch {passes:0.00}  ") : "";
        var figures = string.Join("  ", values.Select(value => $"{value.Key} {Measure.Number(value.Value)}"));
        var speed = samplesPerSecond is { } samples && !IsTest(scalars) ? $"  {Measure.Count(samples)} samples/s" : "";
        (training, samplesPerSecond) = (new(), null);
        return string.Create(CultureInfo.InvariantCulture, $"{epoch}step {scalars.Step}/{totalSteps}  {figures}{speed}");
    }
}
