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

/// <summary>Numbers in words, and their translation: each word in another language, in the opposite order.</summary>
[Component("number_pairs")]
public sealed record NumberPairs : IDataset
{
    private static readonly string[] English = ["one", "two", "three", "four", "five", "six"];
    private static readonly string[] French = ["un", "deux", "trois", "quatre", "cinq", "six"];

    /// <summary>The number of pairs.</summary>
    [Range(10, 1_000_000)]
    public int Count { get; init; } = 600;

    /// <inheritdoc/>
    public Meaning? Targets => new TokensMeaning(new Vocabulary(TextSplit.Words, French));

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        var source = FieldSpec.Given("english", new TokensMeaning(new Vocabulary(TextSplit.Words, English)), -1);
        var target = FieldSpec.Asked("french", Targets!, -1);
        int[][] numbers = [.. Enumerable.Range(0, Count).Select(sample => Enumerable.Range(1, 1 + Draw(sample, 0, 6)).Select(word => Draw(sample, word, 6)).ToArray())];
        RaggedColumn Column(FieldSpec field, Func<int[], IEnumerable<string>> words) =>
            RaggedColumn.Of([.. numbers.Select(row => ((TokensMeaning)field.Meaning).Vocabulary.Encode(string.Join(' ', words(row))))], field.Padding);
        var samples = new SampleTable(
            DataSpec.Of(source, target),
            Column(source, row => row.Select(number => English[number])),
            Column(target, row => row.Reverse().Select(number => French[number])));
        var written = string.Join('\n', numbers.Select(row => string.Join(' ', row)));
        return new DatasetContent(samples, Test: null, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written))));
    }

    private static int Draw(int sample, int draw, int below) => (int)(Philox.Uniform(PhiloxKey.Of(0, "number_pairs"), (ulong)sample, 0, (uint)draw) * below);
}

/// <summary>
/// For each place of the target a look at the source (Bahdanau et al. 2015): how much a place counts depends on the two places, the source's
/// counted from its end. Places behind the end of the source are masked, and give padding.
/// </summary>
[Component("attention_translator")]
public sealed record AttentionTranslator : IModel
{
    /// <summary>The length of a word's vector.</summary>
    [Range(1, 65536)]
    public int Width { get; init; } = 32;

    /// <summary>The largest number of words in a text.</summary>
    [Range(1, 65536)]
    public int Longest { get; init; } = 16;

    /// <inheritdoc/>
    public Network Build(DataSpec data) => new Translator(data.Input, Width, Longest, data.Outputs);

    private sealed class Translator : nn.Module<Batch, Tensor>
    {
        private const long Padding = 0;
        private const float Sure = 100;
        private readonly string source;
        private readonly Embedding words;
        private readonly Embedding places;
        private readonly Embedding placesFromEnd;
        private readonly Linear output;

        public Translator(FieldSpec source, long width, long longest, long tokens)
            : base("attention_translator")
        {
            this.source = source.Name;
            words = nn.Embedding(source.Meaning.ClassCount!.Value, width);
            places = nn.Embedding(longest, width);
            placesFromEnd = nn.Embedding(longest, width);
            output = nn.Linear(width, tokens);
            RegisterComponents();
        }

        /// <summary>Logits [B, tokens, places].</summary>
        public override Tensor forward(Batch batch)
        {
            var (tokens, isPadding) = (batch[source], batch.Padding(source));
            var place = arange(tokens.shape[1], device: tokens.device);
            var fromEnd = (batch.Lengths(source).unsqueeze(1) - 1 - place).clamp_min(0);
            var scores = places.call(place).matmul(placesFromEnd.call(fromEnd).transpose(1, 2)) / Math.Sqrt(output.weight.shape[1]);
            var attention = scores.masked_fill(isPadding.unsqueeze(1), double.NegativeInfinity).softmax(2);
            var logits = output.call(attention.matmul(words.call(tokens)));
            var silence = nn.functional.one_hot(full_like(tokens, Padding), logits.shape[2]).mul(Sure).to(logits.dtype);
            return where(isPadding.unsqueeze(2), silence, logits).transpose(1, 2);
        }
    }
}
