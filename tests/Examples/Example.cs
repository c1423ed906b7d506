using ExperimentRunner.Components;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Registry.Values;
using Absolute = ExperimentRunner.Components.Metrics.MeanAbsoluteError;
using Squared = ExperimentRunner.Components.Losses.MeanSquaredError;

namespace ExperimentRunner.Tests.Examples;

/// <summary>An example of this folder at work.</summary>
/// <param name="Experiment">An experiment that uses it, and nothing but it and what is built in.</param>
/// <param name="Metric">What the experiment is judged by.</param>
/// <param name="HasLearnt">Whether a value of it shows that something was learnt, by a wide margin.</param>
/// <param name="Asked">A file with inputs for the trained model; null where there is no model that answers.</param>
/// <param name="Answers">What it must answer, one for each input.</param>
/// <param name="IsSeen">Whether its first samples are pictures; else they are text.</param>
internal sealed record Example(
    Experiment Experiment, string Metric, Predicate<double> HasLearnt, string? Asked, Predicate<Prediction>[] Answers, bool IsSeen)
{
    public static IReadOnlyList<string> Names =>
    [
        "text_classification", "token_pairs", "forecasting", "segmentation", "detection", "image_question", "adversarial", "autoencoder", "two_views",
        "clients", "agent", "student",
    ];

    /// <summary>An example by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="teacher">The checkpoint of a model trained by <see cref="Teacher"/>.</param>
    public static Example Of(string name, string teacher) => name switch
    {
        "text_classification" => new(
            Supervised(60, new Reviews(), new BagOfWords(), new CrossEntropy(), 0.03, new Accuracy()), "test/accuracy", accuracy => accuracy > 0.9,
            "the film was great\nit was a dull plot and we saw it\n", [IsClass("good"), IsClass("bad")], IsSeen: false),
        "token_pairs" => new(
            Supervised(150, new NumberPairs(), new AttentionTranslator(), new CrossEntropy(), 0.03, new Accuracy()), "test/accuracy", accuracy => accuracy > 0.9,
            "one two three\nfour\nsix six one one two\n", [IsText("trois deux un"), IsText("quatre"), IsText("deux un un six six")], IsSeen: false),
        "forecasting" => new(
            Supervised(150, new Tides(), new Mlp { Widths = [32] }, new Squared(), 0.01, new Absolute()) with
            {
                Split = new ByTime { Validation = 0.2, Test = 0.2, Gap = 53 },
            },
            "test/mean_absolute_error", error => error < 0.15, Lines(Enumerable.Range(0, 60).Select(hour => Level(hour))),
            [answer => answer is ValuesPrediction values && values.Outputs.Index().All(value => Math.Abs(value.Item - Level(60 + value.Index)) < 0.4)], IsSeen: true),
        "segmentation" => new(
            Supervised(120, new ShapeMasks(), new PixelClassifier(), new CrossEntropy(), 0.02, new F1()) with
            {
                Augmentation = [new RandomCrop { Padding = 2 }, new RandomHorizontalFlip(), new RandomRotation()],
            },
            "test/f1", score => score > 0.8, Row(256, pixel => pixel / 16 is 7 or 8 or 9 ? 0.5 : 0),
            [answer => answer is MaskPrediction { Pixels: var pixels } && pixels.Index().Count(pixel => pixel.Item == (pixel.Index / 16 is 7 or 8 or 9 ? 2 : 0)) > 220], IsSeen: true),
        "detection" => new(
            Supervised(250, new Rectangles(), new GridDetector(), new GridDetection(), 0.01, new Found()) with { Augmentation = [new RandomHorizontalFlip()] },
            "test/found", found => found > 0.7, Row(256, pixel => pixel / 16 is >= 4 and < 10 && pixel % 16 is >= 1 and < 7 ? 0.98 : 0),
            [answer => answer is BoxesPrediction { Boxes: [var box, ..] } && box.Class == "bright" && Math.Abs(box.Left - 1) + Math.Abs(box.Bottom - 10) < 3], IsSeen: true),
        "image_question" => new(
            Supervised(200, new SpotQuestions(), new ImageAndQuestion(), new CrossEntropy(), 0.02, new Accuracy()), "test/accuracy", accuracy => accuracy > 0.9,
            "image,question\nspot.csv,is it left\nspot.csv,is it below\nspot.csv,is it right\n", [IsClass("yes"), IsClass("no"), IsClass("no")], IsSeen: true),
        "adversarial" => new(
            new Experiment
            {
                Dataset = new Digits(),
                Method = new Adversarial(),
                Model = new(new Dictionary<string, IModel> { ["generator"] = new Mlp { Widths = [64] }, ["critic"] = new Mlp { Widths = [64] } }),
                Optimizer = new OneOrNamed<IOptimizer>(new Dictionary<string, IOptimizer>
                {
                    ["generator"] = new Adam { LearningRate = 5e-3, Betas = [0.5, 0.99] },
                    ["critic"] = new Adam { LearningRate = 2e-3, Betas = [0.5, 0.99] },
                }),
                Train = Settings(400) with { Monitor = "minimize val/distance" },
            },
            "val/distance", distance => distance < 0.16, Asked: null, [], IsSeen: true),
        "autoencoder" => new(
            new Experiment
            {
                Dataset = new Spots(),
                Split = new Stratified { Validation = 0.2 },
                Method = new Autoencoding { Beta = 0.1 },
                Model = new(new VariationalAutoencoder()),
                Optimizer = new OneOrNamed<IOptimizer>(new Adam { LearningRate = 0.01 }),
                Train = Settings(200),
            },
            "val/loss", loss => loss < 24, Row(144, pixel => Math.Exp((Math.Pow((pixel / 12) - 5, 2) + Math.Pow((pixel % 12) - 5, 2)) / -4)),
            [answer => answer is ValuesPrediction { Outputs.Count: 2 }], IsSeen: true),
        "two_views" => new(
            new Experiment
            {
                Dataset = new Digits(),
                Split = new Stratified { Validation = 0.2 },
                Augmentation = [new RandomCrop { Padding = 1 }, new RandomRotation(), new Cutout { Size = 2, On = [DataSplit.Train] }],
                Method = new TwoViews(),
                Model = new(new Mlp { Widths = [64] }),
                Optimizer = new OneOrNamed<IOptimizer>(new Adam { LearningRate = 0.01 }),
                Metrics = [new NeighbourAccuracy()],
                Train = Settings(60, batchSize: 120),
            },
            "val/loss", loss => loss < 2.8, Row(64, pixel => pixel % 8 / 8.0), [answer => answer is ValuesPrediction { Outputs.Count: 16 }], IsSeen: true),
        "clients" => new(
            Supervised(12, new Digits(), new Mlp { Widths = [32] }, new CrossEntropy(), 1, new Accuracy()) with
            {
                Method = new Federated(),
                Optimizer = new OneOrNamed<IOptimizer>(new Sgd { LearningRate = 0.2 }),
            },
            "test/accuracy", accuracy => accuracy > 0.5, Row(64, pixel => 0.5), [answer => answer is ClassPrediction { Outputs.Count: 10 }], IsSeen: true),
        "agent" => new(
            new Experiment
            {
                Method = new CorridorAgent(),
                Model = new(new Mlp { Widths = [] }),
                Optimizer = new OneOrNamed<IOptimizer>(new Adam { LearningRate = 0.03 }),
                Train = Settings(40) with { Monitor = "maximize val/pay" },
            },
            "val/pay", pay => pay > 0.85, Asked: null, [], IsSeen: false),
        "student" => new(
            Supervised(100, new Digits(), new Mlp(), new CrossEntropy(), 0.02, new Accuracy()) with
            {
                Method = new Distillation { Checkpoint = teacher },
                Model = new(new Dictionary<string, IModel> { ["student"] = new Mlp { Widths = [] }, ["teacher"] = Teacher.Model!.One! }),
            },
            "test/accuracy", accuracy => accuracy > 0.85, Row(64, pixel => 0.5), [answer => answer is ClassPrediction { Outputs.Count: 10 }], IsSeen: true),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>What trains the teacher of the student.</summary>
    public static Experiment Teacher => Supervised(100, new Digits(), new Mlp { Widths = [64] }, new CrossEntropy(), 0.01, new Accuracy());

    /// <summary>Further files that lie beside the one that is asked about.</summary>
    public static IReadOnlyDictionary<string, string> Beside => new Dictionary<string, string> { ["spot.csv"] = Row(64, pixel => pixel == 10 ? 1 : 0) };

    private static Experiment Supervised(long steps, IDataset dataset, IModel model, ILoss loss, double rate, IMetric metric) => new()
    {
        Dataset = dataset,
        Split = new Stratified { Validation = 0.2, Test = 0.2 },
        Model = new(model),
        Optimizer = new OneOrNamed<IOptimizer>(new Adam { LearningRate = rate }),
        Loss = new(loss),
        Metrics = [metric],
        Train = Settings(steps),
    };

    private static TrainSettings Settings(long steps, int batchSize = 32) => new()
    {
        Duration = Duration.Steps(steps),
        BatchSize = batchSize,
        EvaluateEvery = Duration.Steps(Math.Max(1, steps / 3)),
        LogEvery = Duration.Steps(7),
        Checkpoint = new CheckpointSettings { Every = new Cadence(Duration.Steps(Math.Max(1, steps / 4)), null), Keep = 10_000 },
    };

    private static Predicate<Prediction> IsClass(string name) => answer => answer is ClassPrediction found && found.Class == name;

    private static Predicate<Prediction> IsText(string text) => answer => answer is TextPrediction found && found.Text == text;

    private static double Level(int hour) => Math.Sin(2 * Math.PI * hour / 24) + (0.5 * Math.Sin(2 * Math.PI * hour / 168));

    private static string Lines(IEnumerable<double> values) => string.Join('\n', values.Select(value => FormattableString.Invariant($"{value:F4}")));

    private static string Row(int count, Func<int, double> value) => string.Join(',', Enumerable.Range(0, count).Select(index => FormattableString.Invariant($"{value(index):F4}")));
}
