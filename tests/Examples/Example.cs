using ExperimentRunner.Components;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Tests.Documentation;

namespace ExperimentRunner.Tests.Examples;

/// <summary>An example of this folder at work: the config of its name in <c>Configs/</c>.</summary>
/// <param name="Metric">What it is judged by.</param>
/// <param name="HasLearnt">Whether a value of it shows that something was learnt, by a wide margin.</param>
internal sealed record Example(string Metric, Predicate<double> HasLearnt)
{
    private static readonly ComponentRegistry Registry = ComponentRegistry.OfTypes(
        [.. BuiltIn.Types(typeof(Experiment).Assembly), .. typeof(Example).Assembly.GetTypes().Where(type => type.Namespace == typeof(Example).Namespace)]);

    /// <summary>A file with inputs for the trained model; null where there is no model that answers.</summary>
    public string? Asked { get; init; }

    /// <summary>What it must answer, one for each input.</summary>
    public Predicate<Prediction>[] Answers { get; init; } = [];

    /// <summary>Whether its first samples are pictures; else they are text.</summary>
    public bool IsSeen { get; init; } = true;

    /// <summary>All examples by name.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["text_classification"] = new("test/accuracy", accuracy => accuracy > 0.9)
        {
            Asked = "the film was great\nit was a dull plot and we saw it\n",
            Answers = [IsClass("good"), IsClass("bad")],
            IsSeen = false,
        },
        ["token_pairs"] = new("test/accuracy", accuracy => accuracy > 0.9)
        {
            Asked = "one two three\nfour\nsix six one one two\n",
            Answers = [IsText("trois deux un"), IsText("quatre"), IsText("deux un un six six")],
            IsSeen = false,
        },
        ["forecasting"] = new("test/mean_absolute_error", error => error < 0.15)
        {
            Asked = string.Join('\n', Enumerable.Range(0, 60).Select(hour => FormattableString.Invariant($"{Tide(hour):F4}"))),
            Answers = [answer => answer is ValuesPrediction next && next.Outputs.Index().All(value => Math.Abs(value.Item - Tide(60 + value.Index)) < 0.4)],
        },
        ["segmentation"] = new("test/f1", score => score > 0.8)
        {
            Asked = Row(16 * 16, pixel => IsStripe(pixel) ? 0.5 : 0),
            Answers = [answer => answer is MaskPrediction { Pixels: var pixels } && pixels.Index().Count(pixel => pixel.Item == (IsStripe(pixel.Index) ? 2 : 0)) > 230],
        },
        ["detection"] = new("test/found", found => found > 0.8)
        {
            Asked = Row(16 * 16, pixel => pixel / 16 is >= 4 and < 10 && pixel % 16 is >= 1 and < 7 ? 0.98 : 0),
            Answers = [answer => answer is BoxesPrediction { Boxes: [var box, ..] } && box.Class == "bright" && Math.Abs(box.Left - 1) + Math.Abs(box.Bottom - 10) < 3],
        },
        ["image_question"] = new("test/accuracy", accuracy => accuracy > 0.9)
        {
            Asked = "image,question\nspot.csv,is it left\nspot.csv,is it below\nspot.csv,is it right\n",
            Answers = [IsClass("yes"), IsClass("no"), IsClass("no")],
        },
        ["adversarial"] = new("val/mean_distance", distance => distance < 0.16),
        ["autoencoder"] = new("val/loss", loss => loss < 24)
        {
            Asked = Row(12 * 12, pixel => Math.Exp((Math.Pow((pixel / 12) - 5, 2) + Math.Pow((pixel % 12) - 5, 2)) / -4)),
            Answers = [answer => answer is ValuesPrediction { Outputs.Count: 2 }],
        },
        ["two_views"] = new("val/loss", loss => loss < 2.8)
        {
            Asked = Row(8 * 8, pixel => pixel % 8 / 8.0),
            Answers = [answer => answer is ValuesPrediction { Outputs.Count: 16 }],
        },
        ["clients"] = new("test/accuracy", accuracy => accuracy > 0.5)
        {
            Asked = Row(8 * 8, pixel => 0.5),
            Answers = [answer => answer is ClassPrediction { Outputs.Count: 10 }],
        },
        ["agent"] = new("val/return", reward => reward > 0.85) { IsSeen = false },
        ["student"] = new("test/accuracy", accuracy => accuracy > 0.85)
        {
            Asked = Row(8 * 8, pixel => 0.5),
            Answers = [answer => answer is ClassPrediction { Outputs.Count: 10 }],
        },
    };

    /// <summary>Further files that lie beside the one that is asked about.</summary>
    public static IReadOnlyDictionary<string, string> Beside { get; } = new Dictionary<string, string> { ["spot.csv"] = Row(8 * 8, pixel => pixel == 10 ? 1 : 0) };

    /// <summary>Reads a config, as a user's is read, and lets it save a checkpoint four times.</summary>
    /// <param name="name">The name of the example, or <c>teacher</c>.</param>
    /// <param name="changes">Changes, each <c>key=value</c>.</param>
    public static Experiment Load(string name, params IReadOnlyList<string> changes)
    {
        var config = ConfigLoader.Default(Registry).Load<Experiment>(Repository.At($"tests/Examples/Configs/{name}.yaml"), changes);
        config.Diagnostics.Select(diagnostic => diagnostic.Message).Should().BeEmpty();
        var train = config.Value!.Train;
        var every = Duration.Steps(train.Duration.ToSteps(null) / 4);
        return config.Value with { Train = train with { Device = "cpu", Checkpoint = new CheckpointSettings { Every = new Cadence(every, null), Keep = 10_000 } } };
    }

    private static Predicate<Prediction> IsClass(string name) => answer => answer is ClassPrediction found && found.Class == name;

    private static Predicate<Prediction> IsText(string text) => answer => answer is TextPrediction found && found.Text == text;

    private static bool IsStripe(int pixel) => pixel / 16 is 7 or 8 or 9;

    private static double Tide(int hour) => Math.Sin(2 * Math.PI * hour / 24) + (0.5 * Math.Sin(2 * Math.PI * hour / 168));

    private static string Row(int count, Func<int, double> value) => string.Join(',', Enumerable.Range(0, count).Select(index => FormattableString.Invariant($"{value(index):F4}")));
}
