using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Datasets.Input;

/// <summary>Rows that are in no data set are read as the data set reads its own.</summary>
public sealed class TableInputsTests : TensorTest
{
    private static readonly string[] Rows = ["1.5,red,a,7", "2.5,green,b,8", "6.5,red,b,9"];
    private readonly TemporaryFolder folder = new();

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Categories_and_scaling_are_those_of_training()
    {
        using var content = Train("size,colour,kind,age");
        content.Train.Fit([0, 1]);

        using var inputs = content.Reader().Read(File("size,colour,kind,age", Rows));

        inputs.Names.Should().Equal("1", "2", "3");
        All(inputs.Samples).Equals(All(content.Train)).Should().BeTrue();
        All(inputs.Samples)[2, 0].item<float>().Should().Be(9, "the mean of training is 2 and the deviation 0.5");
    }

    [Fact]
    public void Columns_are_found_by_name_and_the_label_may_be_missing()
    {
        using var content = Train("size,colour,kind,age");
        using var inputs = content.Reader().Read(File("note,age,size,colour", "x,7,1.5,red", "y,8,2.5,green", "z,9,6.5,red"));
        All(inputs.Samples).Equals(All(content.Train)).Should().BeTrue();
    }

    [Theory]
    [InlineData("1.5,red,?,7", "2.5,green,?,8", "6.5,red,?,9")]
    [InlineData("1.5,red,7", "2.5,green,8", "6.5,red,9")]
    public void Without_names_places_count_with_or_without_the_label(params string[] rows)
    {
        using var content = Train(null);
        using var inputs = content.Reader().Read(File(null, rows));
        All(inputs.Samples).Equals(All(content.Train)).Should().BeTrue();
    }

    [Fact]
    public void What_does_not_fit_is_told_with_row_and_column()
    {
        using var content = Train("size,colour,kind,age");
        Fails(content, File("size,colour", "1,red")).WithMessage("*other.csv: there is no column 'age', which *data.csv has; found: size, colour");
        Fails(content, File("size,colour,age", "much,blue,3", "1,red,")).WithMessage(
            "*other.csv: 3 problems\n  row 1 (line 2), column 'size': 'much' is not a number\n"
            + "  row 1 (line 2), column 'colour': 'blue' is a category that no training row has; known: green, red\n"
            + "  row 2 (line 3), column 'age': the value is missing");
        Fails(content, folder.Path).WithMessage($"{folder.Path}: it is a folder: expected a file of rows, such as CSV");
        using var nameless = Train(null);
        Fails(nameless, File(null, "1,2")).WithMessage("*other.csv: its rows have 2 columns; those of *data.csv have 4, the label among them");
    }

    [Fact]
    public void A_data_set_of_arrays_takes_rows_of_its_values()
    {
        using var digits = new Digits().Load("");
        using var inputs = digits.Reader().Read(File(null, string.Join(',', Enumerable.Repeat("0.5", 64))));
        All(inputs.Samples).shape.Should().Equal(1, 1, 8, 8);
        Fails(digits, File(null, "1,2")).WithMessage("*other.csv: its rows have 2 columns, and an input [1, 8, 8] has 64 values");
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<InvalidDataException> Fails(DatasetContent content, string path) =>
        FluentActions.Invoking(() => content.Reader().Read(path)).Should().Throw<InvalidDataException>();

    private static Tensor All(SampleTable samples) => samples.Fetch(arange(samples.Count)).Input;

    private string File(string? names, params string[] rows) => SampleFiles.Write(folder.Path, "other.csv", Lines(names, rows));

    private DatasetContent Train(string? names) => new Csv
    {
        Path = SampleFiles.Write(folder.Path, "data.csv", Lines(names, Rows)),
        Label = "2",
        Categorical = ["1"],
        Standardize = true,
    }.Load("");

    private static string[] Lines(string? names, string[] rows) => names is null ? rows : [names, .. rows];
}
