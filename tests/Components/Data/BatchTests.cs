using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Models;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Data;

/// <summary>What is said to a component that meets fields or outputs that it was not made for.</summary>
public sealed class BatchTests : TensorTest
{
    private static readonly DataSpec ImageAndQuestion = DataSpec.Of(
        FieldSpec.Given("image", new ImageMeaning(), 1, 4, 4),
        FieldSpec.Given("question", new TokensMeaning(new Vocabulary(TextSplit.Words, ["what"])), -1),
        FieldSpec.Asked("answer", new ClassMeaning(["no", "yes"])),
        FieldSpec.Kept("person", new IdMeaning(3)));

    [Fact]
    public void A_model_of_one_input_says_which_fields_there_are_where_there_are_several()
    {
        var build = () => new Mlp().Build(ImageAndQuestion);
        build.Should().Throw<InvalidOperationException>().WithMessage("a data set is needed in which one field is given; in this one there are: image, question");
        using Network network = nn.Linear(16, 2);
        var call = () => network.Call(Batch);
        call.Should().Throw<InvalidOperationException>().WithMessage("a data set is needed in which one field is given; in this one there are: image, question");
    }

    [Fact]
    public void A_model_of_one_input_says_when_its_rows_differ_in_length()
    {
        var build = () => new Mlp().Build(DataSpec.Of(ImageAndQuestion["question"], ImageAndQuestion["answer"]));
        build.Should().Throw<InvalidOperationException>().WithMessage("inputs of one size are needed here, and those of the field 'question' differ in length");
    }

    [Fact]
    public void A_field_that_is_not_there_is_told_with_those_that_are() => new (Action Ask, string Message)[]
    {
        (() => _ = Batch["picture"], "this data set has no field 'picture'; it has image, question, answer, person"),
        (() => _ = ImageAndQuestion["picture"], "this data set has no field 'picture'; it has image, question, answer, person"),
        (() => _ = Batch.Lengths("image"), "rows of the field 'image' do not differ in length"),
        (() => _ = DataSpec.Of(ImageAndQuestion["image"]).Target, "a data set is needed in which one field is asked for; in this one there are: none"),
    }.Should().AllSatisfy(entry => entry.Ask.Should().Throw<InvalidOperationException>().WithMessage(entry.Message));

    [Fact]
    public void No_batch_holds_what_samples_are_split_by()
    {
        using var samples = new SampleTable(
            DataSpec.Of(ImageAndQuestion["image"], ImageAndQuestion["answer"], ImageAndQuestion["person"]),
            new ResidentColumn(zeros(3, 1, 4, 4)), new ResidentColumn([0, 1, 0]), new ResidentColumn([2, 1, 0]));
        var batch = samples.Fetch(Rows.Of(0, 2));
        var ask = () => batch["person"];
        ask.Should().Throw<InvalidOperationException>().WithMessage("no batch holds the field 'person': samples are split by it");
    }

    [Fact]
    public void Fields_have_names_of_their_own()
    {
        var twice = () => DataSpec.Of(ImageAndQuestion["image"], ImageAndQuestion["image"]);
        twice.Should().Throw<ArgumentException>().WithMessage("two fields have one name: image, image*");
    }

    [Fact]
    public void Outputs_that_are_not_there_are_told_with_those_that_are()
    {
        Outputs one = zeros(2, 3);
        var several = new Outputs(new Dictionary<string, Tensor> { ["boxes"] = zeros(2, 4), ["scores"] = zeros(2, 1) });
        new (Action Ask, string Message)[]
        {
            (() => _ = one["mean"], "this model gives no output 'mean'; it gives one without a name"),
            (() => _ = several["mean"], "this model gives no output 'mean'; it gives boxes, scores"),
            (() => _ = several.One, "a model with one output is needed here, and this one gives boxes, scores"),
        }.Should().AllSatisfy(entry => entry.Ask.Should().Throw<InvalidOperationException>().WithMessage(entry.Message));
    }

    [Fact]
    public void A_network_takes_one_field_or_the_batch_and_gives_one_tensor_or_several()
    {
        using Network plain = nn.Linear(3, 2);
        plain.Call(ones(5, 3)).shape.Should().Equal(5, 2);
        using Network named = new Parts();
        named.Call(Batch).All.Select(output => output.Key).Should().Equal("pixels", "words");
        named.Call(Batch)["words"].shape.Should().Equal(2);
    }

    private static Batch Batch => new(
        ImageAndQuestion, new FieldValues(zeros(2, 1, 4, 4)), new FieldValues(tensor([2L, 0, 2, 2], [2, 2]), tensor([1L, 2])), new FieldValues(tensor([0L, 1])), default);

    private sealed class Parts() : nn.Module<Batch, Outputs>("parts")
    {
        public override Outputs forward(Batch input) =>
            new(new Dictionary<string, Tensor> { ["pixels"] = input["image"].flatten(1), ["words"] = input["question"].sum(1) });
    }
}
