using System.Security.Cryptography;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Registry.Components;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Examples;

/// <summary>Images [1, 8, 8] of one bright spot, each with a question about its place and the answer.</summary>
[Component("spot_questions")]
public sealed record SpotQuestions : IDataset
{
    private const int Side = 8;
    private static readonly string[] Questions = ["is it left", "is it right", "is it above", "is it below"];

    /// <summary>The number of questions.</summary>
    [Range(10, 100_000)]
    public int Count { get; init; } = 800;

    /// <inheritdoc/>
    public Meaning? Targets => new ClassMeaning(["no", "yes"]);

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        var vocabulary = Vocabulary.Of(TextSplit.Words, Questions);
        var question = FieldSpec.Given("question", new TokensMeaning(vocabulary), -1);
        var random = new Generator(0);
        long[] Draw(long below) => randint(below, [Count], generator: random).data<long>().ToArray();
        var (spots, questions) = (Draw(Side * Side), Draw(Questions.Length));
        var pixels = new byte[Count * Side * Side];
        var answers = new long[Count];
        for (var sample = 0; sample < Count; sample++)
        {
            pixels[(sample * Side * Side) + spots[sample]] = byte.MaxValue;
            var (row, column) = Math.DivRem(spots[sample], Side);
            bool[] isSo = [column < Side / 2, column >= Side / 2, row < Side / 2, row >= Side / 2];
            answers[sample] = isSo[questions[sample]] ? 1 : 0;
        }

        var samples = new SampleTable(
            DataSpec.Of(FieldSpec.Given("image", new ImageMeaning(), 1, Side, Side), question, FieldSpec.Asked("answer", Targets!)),
            new ResidentColumn(tensor(pixels, [Count, 1, Side, Side]), scale: 1.0 / byte.MaxValue),
            RaggedColumn.Of([.. questions.Select(index => vocabulary.Encode(Questions[index]))], question.Padding),
            new ResidentColumn(answers));
        return new DatasetContent(samples, Test: null, Convert.ToHexStringLower(SHA256.HashData(pixels)));
    }
}

/// <summary>Image and question as one vector each; the answer is a linear function of their product (Antol et al. 2015).</summary>
[Component("image_and_question")]
public sealed record ImageAndQuestion : IModel
{
    /// <summary>The length of the vectors.</summary>
    [Range(1, 65536)]
    public int Width { get; init; } = 32;

    /// <inheritdoc/>
    public Network Build(DataSpec data) => new Answering(data["image"], data["question"], Width, data.Outputs);

    private sealed class Answering : nn.Module<Batch, Tensor>
    {
        private readonly Linear image;
        private readonly Embedding words;
        private readonly Linear answer;

        public Answering(FieldSpec image, FieldSpec question, long width, long answers)
            : base("image_and_question")
        {
            this.image = nn.Linear(image.Size, width);
            words = nn.Embedding(question.Meaning.ClassCount!.Value, width);
            answer = nn.Linear(width, answers);
            RegisterComponents();
        }

        public override Tensor forward(Batch batch)
        {
            var asked = words.call(batch["question"]).masked_fill(batch.Padding("question").unsqueeze(2), 0).sum(1);
            return answer.call(image.call(batch["image"].flatten(1)).tanh() * asked.tanh());
        }
    }
}
