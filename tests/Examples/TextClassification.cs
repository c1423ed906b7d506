using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Registry.Components;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Examples;

/// <summary>Sentences of three to nine words. Each praises or blames, by one or two words among others that say nothing.</summary>
[Component("reviews")]
public sealed record Reviews : IDataset
{
    private static readonly string[] Plain = ["the", "film", "plot", "was", "and", "we", "saw", "it"];
    private static readonly string[][] Telling = [["dull", "poor", "weak"], ["great", "fine", "lovely"]];

    /// <summary>The number of sentences.</summary>
    [Range(10, 1_000_000)]
    public int Count { get; init; } = 600;

    /// <inheritdoc/>
    public Meaning? Targets => new ClassMeaning(["bad", "good"]);

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        var vocabulary = new Vocabulary(TextSplit.Words, [.. Plain, .. Telling.SelectMany(words => words)]);
        var text = FieldSpec.Given("text", new TokensMeaning(vocabulary), -1);
        long[] classes = [.. Enumerable.Range(0, Count).Select(sample => sample % 2L)];
        string[] texts = [.. classes.Select((verdict, sample) => Sentence(sample, Telling[verdict]))];
        var samples = new SampleTable(
            DataSpec.Of(text, FieldSpec.Asked("verdict", Targets!)),
            RaggedColumn.Of([.. texts.Select(vocabulary.Encode)], text.Padding),
            new ResidentColumn(classes));
        return new DatasetContent(samples, Test: null, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts)))));
    }

    private static string Sentence(int sample, string[] telling)
    {
        var length = 3 + Draw(sample, 0, 7);
        var place = Draw(sample, 1, length);
        return string.Join(' ', Enumerable.Range(0, length).Select(word =>
            word == place || word == place + 2 ? telling[Draw(sample, 2 + word, telling.Length)] : Plain[Draw(sample, 2 + word, Plain.Length)]));
    }

    private static int Draw(int sample, int draw, int below) => (int)(Philox.Uniform(PhiloxKey.Of(0, "reviews"), (ulong)sample, 0, (uint)draw) * below);
}

/// <summary>The mean of the vectors of a text's words, and a linear layer on it. Words behind the end of a text do not count.</summary>
[Component("bag_of_words")]
public sealed record BagOfWords : IModel
{
    /// <summary>The length of a word's vector.</summary>
    [Range(1, 65536)]
    public int Width { get; init; } = 16;

    /// <inheritdoc/>
    public Network Build(DataSpec data) => new Bag(data.Input, Width, data.Outputs);

    private sealed class Bag : nn.Module<Batch, Tensor>
    {
        private readonly string field;
        private readonly Embedding words;
        private readonly Linear verdict;

        public Bag(FieldSpec text, long width, long classes)
            : base("bag_of_words")
        {
            field = text.Name;
            words = nn.Embedding(text.Meaning.ClassCount!.Value, width);
            verdict = nn.Linear(width, classes);
            RegisterComponents();
        }

        public override Tensor forward(Batch batch)
        {
            var vectors = words.call(batch.Input).masked_fill(batch.Padding(field).unsqueeze(2), 0);
            return verdict.call(vectors.sum(1) / batch.Lengths(field).unsqueeze(1));
        }
    }
}
