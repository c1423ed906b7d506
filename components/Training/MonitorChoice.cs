using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Training;

/// <summary>
/// Which metric ranks checkpoints: <c>train.monitor</c>, else the first metric that ranks, else the loss; none where nothing is
/// validated.
/// </summary>
/// <param name="Monitor">The metric, or null.</param>
/// <param name="Problem">What is wrong with <c>train.monitor</c>, or null.</param>
public sealed record MonitorChoice(MonitoredMetric? Monitor, ArgumentProblem? Problem)
{
    /// <summary>What decides whether anything is validated, by the properties of <see cref="Experiment"/>.</summary>
    public static readonly IReadOnlyList<string> Validating =
    [
        nameof(Experiment.Dataset),
        $"{nameof(Experiment.Split)}.{nameof(Split.Validation)}",
        $"{nameof(Experiment.Split)}.{nameof(Split.Fold)}",
    ];

    /// <summary>Where <c>train.monitor</c> stands.</summary>
    public const string Property = $"{nameof(Experiment.Train)}.{nameof(TrainSettings.Monitor)}";

    private const string Validation = "val/";

    /// <summary>Chooses for an experiment.</summary>
    public static MonitorChoice Of(Experiment experiment)
    {
        var validates = experiment.Dataset is null || experiment.Split.TakesValidation || experiment.Dataset.HasValidationSplit == true;
        return experiment.Train.Monitor is { } text
            ? Named(text, experiment, validates)
            : new MonitorChoice(validates && experiment.Dataset is not null ? Default(experiment.Metrics) : null, null);
    }

    private static MonitoredMetric Default(IReadOnlyList<IMetric> metrics) =>
        metrics.FirstOrDefault(metric => metric.Better is not null) is { } first
            ? new MonitoredMetric(Validation + first.Name, first.Better!.Value)
            : new MonitoredMetric(Validation + "loss", Direction.Minimize);

    private static MonitorChoice Named(string text, Experiment experiment, bool validates)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Direction? direction = words is [var word, _] ? DirectionOf(word) : null;
        string Hint() => (validates ? MetricName.Meant(words.Length > 0 ? words[^1] : "", [.. Rankable(experiment.Metrics)], experiment.Metrics) : null) is { } meant
            ? $"write {(words.Length == 2 && direction is not null ? words[0] + " " : "")}{meant}" : "";
        if (words.Length is 0 or > 2 || (words.Length == 2 && direction is null) || !words[^1].StartsWith(Validation, StringComparison.Ordinal))
        {
            return Wrong($"train.monitor: expected a validation metric such as 'val/accuracy' or 'minimize val/loss', found '{text}'", [], Hint());
        }

        if (!validates)
        {
            return Wrong($"train.monitor: '{text}' needs validation samples: set split.validation, for example 0.1", Validating);
        }

        var name = words[^1];
        direction ??= OwnDirection(name[Validation.Length..], experiment.Metrics);
        if (direction is { } better && (experiment.Dataset is null || IsMeasured(name[Validation.Length..], experiment.Metrics)))
        {
            return new MonitorChoice(new MonitoredMetric(name, better), null);
        }

        return Wrong(
            experiment.Dataset is null
                ? $"train.monitor: say which way is better, 'maximize {name}' or 'minimize {name}'"
                : $"train.monitor: '{name}' is not measured; known: {string.Join(", ", Rankable(experiment.Metrics))}",
            [nameof(Experiment.Dataset), nameof(Experiment.Metrics)], experiment.Dataset is null ? "" : Hint());
    }

    private static MonitorChoice Wrong(string problem, IReadOnlyList<string> dependsOn, string hint = "") =>
        new(null, new ArgumentProblem(Property, problem) { DependsOn = dependsOn, Hint = hint.Length > 0 ? hint : null });

    private static Direction? DirectionOf(string word) => word switch
    {
        "maximize" => Direction.Maximize,
        "minimize" => Direction.Minimize,
        _ => null,
    };

    /// <summary>Which way a metric is better by itself; null where it says nothing, or is not known.</summary>
    /// <param name="metric">Its name, without a set's: <c>accuracy</c>, <c>loss</c>.</param>
    /// <param name="metrics">The metrics of the experiment.</param>
    public static Direction? OwnDirection(string metric, IReadOnlyList<IMetric> metrics) =>
        metric == "loss" ? Direction.Minimize : metrics.FirstOrDefault(candidate => candidate.Name == metric)?.Better;

    private static bool IsMeasured(string metric, IReadOnlyList<IMetric> metrics) =>
        metric == "loss" || metrics.Any(candidate => candidate.Name == metric && candidate.Better is not null);

    private static IEnumerable<string> Rankable(IReadOnlyList<IMetric> metrics) =>
        [.. metrics.Where(metric => metric.Better is not null).Select(metric => Validation + metric.Name), Validation + "loss"];
}
