using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Datasets.Tables;
using ExperimentRunner.Components.Feeding;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Datasets;

public sealed class CsvTests : TensorTest
{
    private readonly TemporaryFolder folder = new();

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Numbers_stand_as_they_are_and_categories_become_one_value_each()
    {
        using var content = Load(["age,colour,kind", "1.5,red,oak", "2,green,ash", "-3e1,red,oak"], csv => csv with { Categorical = ["colour"] });

        content.Spec.InputShape.Should().Equal(3);
        content.Spec.ClassNames.Should().Equal("ash", "oak");
        Inputs(content.Train).Should().Equal(1.5f, 0, 1, 2, 1, 0, -30, 0, 1);
        content.Train.Labels.ToArray().Should().Equal(1, 0, 1);
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("2")]
    [InlineData("-1")]
    public void The_label_is_named_or_counted(string label)
    {
        using var content = Load(["age,size,kind", "1,2,a", "3,4,b"], csv => csv with { Label = label });
        Inputs(content.Train).Should().Equal(1, 2, 3, 4);
        content.Spec.ClassNames.Should().Equal("a", "b");
    }

    [Fact]
    public void Features_come_in_the_order_asked_for()
    {
        using var content = Load(["a,b,c,kind", "1,2,3,x", "4,5,6,y"], csv => csv with { Features = ["c", "0"] });
        Inputs(content.Train).Should().Equal(3, 1, 6, 4);
    }

    [Fact]
    public void A_file_without_names_is_found_to_have_none()
    {
        using var content = Load(["1,2,0", "3,4,1"], csv => csv with { Label = "2" });
        content.Train.Count.Should().Be(2);
    }

    [Fact]
    public void Names_that_are_numbers_are_told_by_header()
    {
        using var content = Load(["2020,2021,kind", "3,4,1", "3,4,2"], csv => csv with { Header = true });
        content.Train.Count.Should().Be(2);
        using var without = Load(["1,2,0", "3,4,1"], csv => csv with { Header = false, Label = "column 2" });
        without.Train.Count.Should().Be(2);
    }

    [Fact]
    public void Whole_number_classes_are_in_the_order_of_numbers()
    {
        using var content = Load(["x,kind", "1,10", "2,9", "3,-1"]);
        content.Spec.ClassNames.Should().Equal("-1", "9", "10");
    }

    [Fact]
    public void Cells_may_be_quoted_and_files_zipped_and_delimited_otherwise()
    {
        const string Text = "x;kind\r\n1;\"a; \"\"b\"\"\"\r\n\r\n 2 ; c \r\n";
        var path = DataFiles.Gzip(Path.Combine(folder.Path, "zipped.csv.gz"), System.Text.Encoding.UTF8.GetBytes(Text));
        using var content = new Csv { Path = path, Label = "kind", Delimiter = ";" }.Load("");
        content.Spec.ClassNames.Should().Equal("a; \"b\"", "c");
        Inputs(content.Train).Should().Equal(1, 2);
    }

    [Fact]
    public void Regression_targets_are_numbers()
    {
        using var content = Load(["x,kind", "1,0.5", "2,-7"], csv => csv with { Task = CsvTask.Regression });
        content.Spec.Classes.Should().BeNull();
        content.Spec.Outputs.Should().Be(1);
        content.Train.Labels.IsEmpty.Should().BeTrue();
        var targets = content.Train.Fetch(arange(2)).Target;
        targets.shape.Should().Equal(2, 1);
        targets.data<float>().ToArray().Should().Equal(0.5f, -7);
    }

    [Fact]
    public void Test_files_are_read_with_the_classes_and_categories_of_training()
    {
        var hard = SampleFiles.Write(folder.Path, "hard.csv", "x,colour,kind", "5,green,b");
        using var content = Load(["x,colour,kind", "1,red,a", "2,green,b"], csv => csv with
        {
            Categorical = ["colour"], Test = hard, ExtraTests = new Dictionary<string, string> { ["test_hard"] = hard },
        });
        Inputs(content.Test!).Should().Equal(5, 1, 0);
        content.ExtraTests["test_hard"].Labels.ToArray().Should().Equal(1);
    }

    [Fact]
    public void Standardized_values_follow_the_training_rows_alone()
    {
        string[] rows = [.. Enumerable.Range(0, 50).Select(row => $"{row * row},3,{"ab"[row % 2]}")];
        var test = SampleFiles.Write(folder.Path, "test.csv", "x,y,kind", "100,3,a");
        using var content = Load(["x,y,kind", .. rows], csv => csv with { Standardize = true, Test = test });

        var splits = new Stratified { Validation = 0.4 }.Of(content);

        var training = splits.Train.Indices.Select(row => (double)(row * row)).ToArray();
        var mean = training.Average();
        var deviation = Math.Sqrt(training.Average(value => (value - mean) * (value - mean)));
        var inputs = content.Train.Fetch(arange(50)).Input;
        for (var row = 0; row < 50; row++)
        {
            inputs[row, 0].item<float>().Should().BeApproximately((float)((row * row - mean) / deviation), 1e-4f);
            inputs[row, 1].item<float>().Should().Be(0);
        }

        Inputs(content.Test!)[0].Should().BeApproximately((float)((100 - mean) / deviation), 1e-4f);
    }

    [Fact]
    public void Other_numbers_give_another_digest_and_other_writing_does_not()
    {
        string Digest(params string[] lines)
        {
            using var content = Load(lines);
            return content.Digest;
        }

        var digest = Digest("x,kind", "1,a", "2,b");
        Digest("x,kind", "1.0,a", "2e0,\"b\"").Should().Be(digest);
        Digest("x,kind", "1,a", "3,b").Should().NotBe(digest);
        Digest("x,kind", "1,a", "2,c").Should().NotBe(digest);
        Digest("x,kind", "1,b", "2,a").Should().NotBe(digest);
    }

    [Fact]
    public void Every_bad_cell_is_told_with_row_and_column()
    {
        var load = () => Load(["age,size,kind", "1,2,a", "old,2,b", "3,,a", "4,nan,b", "5,1e99,a", "6,NA,", "7,8,b"]);
        load.Should().Throw<InvalidDataException>().WithMessage($"""
            {Data}: 6 problems
              row 2 (line 3), column 'age': 'old' is not a number
              row 3 (line 4), column 'size': the value is missing
              row 4 (line 5), column 'size': 'nan' is not a finite number
              row 5 (line 6), column 'size': '1e99' is not a finite number
              row 6 (line 7), column 'size': the value is missing ('NA')
              row 6 (line 7), column 'kind': the class is missing
            """);
    }

    [Fact]
    public void Of_many_problems_the_first_ten_are_told()
    {
        var load = () => Load(["age,kind", "1,a", .. Enumerable.Repeat("x,b", 30), .. Enumerable.Repeat("2,c", 30)]);
        load.Should().Throw<InvalidDataException>().WithMessage($"{Data}: 30 problems\n*row 11 (line 12)*\n  and 20 more");
    }

    public static TheoryData<string, string> BadFiles => new()
    {
        { "", "it holds no rows" },
        { "age,kind\n", "it holds no rows below the column names" },
        { "age,kind\n1,a\n2\n3,b,c\n", "2 problems\n  row 2 (line 3) has 1 columns, expected 2\n  row 3 (line 4) has 3 columns, expected 2" },
        { "age,age,kind\n1,2,a\n1,3,b\n", "2 columns are called 'age': expected different names; 'columns: [...]' gives others" },
        { "age,sort\n1,a\n2,b\n", "there is no label column 'kind'; known: age, sort" },
        { "age,kind\n1,a\n2,a\n", "the label column 'kind' holds one class only, 'a': expected at least two" },
        { "kind\na\nb\n", "there is no feature column beside the label" },
        { "age,kind\n1,\"a\n2,b\n", "the quote that opens on line 2 is not closed" },
        { "age,kind\n1,\"a\"x\n2,b\n", "line 2 goes on with 'x' after a closing quote: expected the delimiter ','" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_is_told_by_name(string text, string problem)
    {
        File.WriteAllText(Data, text);
        var load = () => new Csv { Path = Data, Label = "kind", Header = true }.Load("");
        load.Should().Throw<InvalidDataException>().WithMessage($"{Data}: {problem}");
    }

    [Fact]
    public void Unknown_columns_are_told_together()
    {
        var load = () => Load(["age,kind", "1,a", "2,b"], csv => csv with { Features = ["age", "size", "kind"], Categorical = ["colour"] });
        load.Should().Throw<InvalidDataException>().WithMessage("*'size'; known: age, kind\n*'colour'; known: age, kind");
        load = () => Load(["age,kind", "1,a", "2,b"], csv => csv with { Features = ["kind"] });
        load.Should().Throw<InvalidDataException>().WithMessage("*column 'kind' is the label and cannot be a feature");
    }

    [Fact]
    public void A_test_file_must_have_the_columns_classes_and_categories_of_training()
    {
        var unknown = SampleFiles.Write(folder.Path, "unknown.csv", "x,colour,kind", "1,blue,a", "2,red,z");
        var other = SampleFiles.Write(folder.Path, "other.csv", "y,colour,kind", "1,red,a");
        DatasetContent With(string test) => Load(["x,colour,kind", "1,red,a", "2,green,b"], csv => csv with { Categorical = ["colour"], Test = test });

        FluentActions.Invoking(() => With(unknown)).Should().Throw<InvalidDataException>().WithMessage(
            $"{unknown}: 2 problems\n  row 1 (line 2), column 'colour': 'blue' is a category that no training row has; known: green, red\n  row 2 (line 3), column 'kind': 'z' is a class that no training row has; known: a, b");
        FluentActions.Invoking(() => With(other)).Should().Throw<InvalidDataException>().WithMessage(
            $"{other}: its features are y, colour; those of {Data} are x, colour");
    }

    [Fact]
    public void A_file_that_is_not_there_or_no_text_is_told()
    {
        var missing = () => new Csv { Path = "no-such.csv", Label = "0" }.Load("");
        missing.Should().Throw<InvalidDataException>().WithMessage("no-such.csv: there is no such file (a relative path counts from *)");
        File.WriteAllBytes(Data, [0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe, 0x80]);
        var binary = () => new Csv { Path = Data, Label = "0" }.Load("");
        binary.Should().Throw<InvalidDataException>().WithMessage($"{Data}: it is not UTF-8 text: expected rows, such as CSV; where it was written in another encoding, say which, for example 'encoding: windows-1252' *");
        var zipped = DataFiles.Gzip(Path.Combine(folder.Path, "cut.csv.gz"), new byte[10_000]);
        File.WriteAllBytes(zipped, File.ReadAllBytes(zipped)[..20]);
        var cut = () => new Csv { Path = zipped, Label = "0" }.Load("");
        cut.Should().Throw<InvalidDataException>().WithMessage($"{zipped}: *");
    }

    [Theory]
    [InlineData("test")]
    [InlineData("val")]
    [InlineData("Test/Hard")]
    public void A_further_test_set_needs_a_name_of_its_own(string name)
    {
        var csv = new Csv { Path = "a", Label = "b", ExtraTests = new Dictionary<string, string> { [name] = "c" } };
        csv.Validate().Should().ContainSingle().Which.Message.Should().Be(
            $"'{name}' cannot name a test set: expected a word such as test_hard, in lower case, other than train, val and test");
    }

    [Theory]
    [InlineData("iris.csv", 150, 4, 3)]
    [InlineData("wine_data.csv", 178, 13, 3)]
    [InlineData("breast_cancer.csv", 569, 30, 2)]
    public void Reads_published_tables(string file, int rows, int features, int classes)
    {
        // Their first line holds counts and class names, fewer than there are columns: it is left out here.
        string[] lines = [.. File.ReadLines(Path.Combine(DataFiles.Mirror(), "tabular", file)).Skip(1)];
        using var content = Load(lines, csv => csv with { Label = "-1" });
        (content.Train.Count, content.Spec.InputSize, content.Spec.Classes).Should().Be((rows, features, classes));
    }

    private string Data => Path.Combine(folder.Path, "data.csv");

    private static float[] Inputs(SampleTable samples) => samples.Fetch(arange(samples.Count)).Input.data<float>().ToArray();

    private DatasetContent Load(IEnumerable<string> lines, Func<Csv, Csv>? change = null)
    {
        var csv = new Csv { Path = SampleFiles.Write(folder.Path, "data.csv", lines), Label = "kind" };
        return (change?.Invoke(csv) ?? csv).Load("");
    }
}
