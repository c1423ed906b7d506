using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using System.Text;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Datasets.Tables;
using ExperimentRunner.Components.Feeding;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Datasets;

/// <summary>Tables as other programs write them: each gives the right samples, or one message with the way out.</summary>
public sealed class ForeignTablesTests : TensorTest
{
    private readonly TemporaryFolder folder = new();

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }

    private string Data => Path.Combine(folder.Path, "data.csv");

    public static TheoryData<string, string> Readable => new()
    {
        { "as it should be", "x,y,kind\n1,2,a\n3,4.5,b\n" },
        { "CRLF and blank lines", "x,y,kind\r\n\r\n1,2,a\r\n3,4.5,b\r\n\r\n" },
        { "byte order mark", "\uFEFFx,y,kind\n1,2,a\n3,4.5,b\n" },
        { "no line end", "x,y,kind\n1,2,a\n3,4.5,b" },
        { "quoted", "\"x\",\"y\",\"kind\"\n\"1\",\"2\",\"a\"\n\"3\",\"4.5\",\"b\"\n" },
        { "every row ends with a delimiter", "x,y,kind,\n1,2,a,\n3,4.5,b,\n" },
        { "every row but the first ends with a delimiter", "x,y,kind\n1,2,a,\n3,4.5,b,\n" },
        { "rows and columns that a spreadsheet leaves empty", "x,y,kind,,\n1,2,a,,\n,,,,\n3,4.5,b,,\n,,,,\n" },
        { "an index column of a data frame", ",x,y,kind\n0,1,2,a\n1,3,4.5,b\n2,3,4.5,b\n" },
        { "line breaks in a cell", "x,y,\"kind\"\n1,2,\"a\"\n3,4.5,\"b\"\n" },
        { "blanks around cells", " x , y , kind\n 1 , 2 , a\n 3 , 4.5 , b\n" },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void Are_read(string what, string text)
    {
        using var content = Load(text);
        content.Spec.InputShape.Should().Equal([2], what);
        Names(content).Should().Equal("x", "y");
        content.Spec.ClassNames.Should().Equal("a", "b");
        content.Train.Fetch(arange(2)).Input.data<float>().ToArray().Should().Equal(1, 2, 3, 4.5f);
        content.Train.Labels.ToArray().Take(2).Should().Equal(0, 1);
    }

    [Theory]
    [InlineData("x;y;kind\n1;2;a\n3;4,5;b\n", "delimiter and decimals of a German spreadsheet")]
    [InlineData("x;y;kind\n\"1\";\"2\";\"a\"\n3;4,5;b\n", "the same, quoted")]
    public void Are_read_with_their_decimals(string text, string what)
    {
        using var content = Load(text, csv => csv with { Delimiter = ";", DecimalPoint = "," });
        content.Train.Fetch(arange(2)).Input.data<float>().ToArray().Should().Equal([1, 2, 3, 4.5f], what);
    }

    [Fact]
    public void A_table_below_other_lines_and_under_other_names()
    {
        using var content = Load("Trees of 2024\n\nh,w,sort\n1,2,a\n3,4.5,b\n", csv => csv with { SkipRows = 2, Columns = ["x", "y", "kind"] });
        content.Train.Count.Should().Be(2);
        Names(content).Should().Equal("x", "y");
        using var nameless = Load("1,2,a\n3,4.5,b\n", csv => csv with { Columns = ["x", "y", "kind"] });
        nameless.Train.Count.Should().Be(2);
        Names(nameless).Should().Equal("x", "y");
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("latin-1")]
    [InlineData("utf-16")]
    public void Other_encodings_are_named(string encoding)
    {
        File.WriteAllBytes(Data, TextEncoding.Find(encoding)!.GetBytes("größe,kind\n1,Bär\n2,Käfer\n"));
        using var content = new Csv { Path = Data, Label = "kind", Encoding = encoding }.Load("");
        Names(content).Should().Equal("größe");
        content.Spec.ClassNames.Should().Equal("Bär", "Käfer");
        var unnamed = () => new Csv { Path = Data, Label = "kind" }.Load("");
        unnamed.Should().Throw<InvalidDataException>().WithMessage("*it is not UTF-8 text*'encoding: windows-1252'*");
    }

    [Fact]
    public void A_byte_order_mark_names_the_encoding()
    {
        File.WriteAllText(Data, "x,kind\n1,Bär\n2,Käfer\n", Encoding.Unicode);
        using var content = new Csv { Path = Data, Label = "kind" }.Load("");
        content.Spec.ClassNames.Should().Equal("Bär", "Käfer");
    }

    public static TheoryData<string, string> Unreadable => new()
    {
        { "150,4,setosa,versicolor\n" + Lines(20, "5.1,3.5,1.4,0.2,1"), "line 1 has 4 cells and the rows from line 2 on have 5: what stands above the table is left out with 'skip_rows: 1'; *" },
        { "Report\n\nx,y,kind\n" + Lines(20, "1,2,a"), "line 1 has 1 cells and the rows from line 3 on have 3: what stands above the table is left out with 'skip_rows: 2'; *" },
        { "x,y,kind\n" + Lines(20, "9,1,2,a"), "line 1 has 3 cells and the rows from line 2 on have 4: *'columns: [...]' can name all 4" },
        { "x;y;kind\n" + Lines(20, "1;2;a"), "between cells \",\" is expected, and \";\" seems to stand there: 'delimiter: \";\"' says so" },
        { "x;y;kind\n" + Lines(20, "1,5;2,5;a"), "between cells \",\" is expected, and \";\" seems to stand there: *" },
        { "x\ty\tkind\n" + Lines(20, "1\t2\ta"), "between cells \",\" is expected, and \"\\t\" seems to stand there: *" },
        { "day,kind\n" + Lines(20, "2016-07-01 00:00:00,a"), "column 'day': 20 of 20 cells are not numbers; in row 1 (line 2) '2016-07-01 00:00:00' is not a number: dates and times are not numbers: leave the column out with 'drop: [day]', *" },
        { "x,kind\n" + Lines(20, "\"1,5\",a"), "column 'x': *are these decimal commas? then write 'decimal: \",\"'*" },
        { "x,kind\n" + Lines(20, "\"1,234,567\",a"), "column 'x': *between thousands are not read: take them out of the file*" },
        { "x,kind\n" + Lines(20, "12%,a"), "column 'x': *per cent*take them out of the file*" },
        { "x,kind\n" + Lines(20, "$12.50,a"), "column 'x': *currency*take them out of the file*" },
        { "x,kind\n" + Lines(20, "TRUE,a"), "column 'x': *'categorical: [x]'*" },
        { "x,name,kind\n" + Lines(20, "1,Ann,a"), "column 'name': *left out with 'drop: [name]', or read as categories with 'categorical: [name]'" },
        { "x,y,kind\n" + Lines(20, "1,NA,a"), "column 'y': *'missing: mean' or 'missing: drop'*'drop: [y]'*" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Say_once_what_is_wrong_and_what_to_write(string text, string message)
    {
        File.WriteAllText(Data, text);
        var load = () => new Csv { Path = Data, Label = "-1" }.Load("");
        load.Should().Throw<InvalidDataException>().WithMessage($"{Data}: {message}").Which.Message.Should().NotContain("\n");
    }

    [Fact]
    public void A_table_of_text_alone_is_taken_for_named_where_no_name_comes_again_and_says_so()
    {
        using var mush = Load("class,cap,odour\np,x,a\ne,x,b\np,y,b\n", csv => csv with { Label = "0", Categorical = ["cap", "odour"] });
        (mush.Train.Count, mush.Spec.Classes).Should().Be((3, 2));
        mush.Warnings.Should().BeEmpty("a column is asked for by its name");

        using var guessed = Load("class,cap\np,x\ne,x\np,y\n", csv => csv with { Label = "0", Categorical = ["-1"] });
        guessed.Spec.ClassNames.Should().Equal("e", "p");
        guessed.Warnings.Should().ContainSingle().Which.Should().Contain("(class | cap) is taken for the names of the columns").And.Contain("'header: false'");

        using var sample = Load("p,x\ne,x\np,y\n", csv => csv with { Label = "0", Categorical = ["-1"] });
        sample.Train.Count.Should().Be(3);
        sample.Warnings.Should().ContainSingle().Which.Should().Contain("(p | x) is read as a sample").And.Contain("'header: true'");
    }

    [Fact]
    public void A_first_line_of_counts_over_a_table_without_names_is_told()
    {
        using var iris = Load("150,2,setosa\n5.1,3.5,0\n4.9,3,1\n5.3,3,1\n", csv => csv with { Label = "-1" });
        iris.Train.Count.Should().Be(3);
        iris.Warnings.Should().ContainSingle().Which.Should().Contain("(150 | 2 | setosa) is taken for the names of the columns, though '150' is a number").And.Contain("'skip_rows: 1'");
        using var years = Load("2019,2020,kind\n5.1,3.5,0\n4.9,3,1\n");
        years.Warnings.Should().BeEmpty("a column is asked for by its name");
    }

    [Fact]
    public void Numbers_that_are_taken_for_classes_are_told()
    {
        using var prices = Load("x,kind\n" + string.Concat(Enumerable.Range(0, 30).Select(row => $"{row * row},{1000 + row}.5\n")));
        prices.Warnings.Should().ContainSingle().Which.Should().Contain("'kind' holds 30 different numbers in 30 rows").And.Contain("'task: regression'");
    }

    [Fact]
    public void Whole_columns_of_a_small_table_are_one_problem_each_and_single_cells_are_not()
    {
        FluentActions.Invoking(() => Load("price,share,x,kind\n\"1,50\",10%,1,a\n\"2,25\",20%,old,b\n")).Should().Throw<InvalidDataException>()
            .WithMessage($"{Data}: 3 problems\n  column 'price': 2 of 2 cells *decimal commas*\n  column 'share': 2 of 2 cells *per cent*\n  row 2 (line 3), column 'x': 'old' is not a number");
    }

    [Fact]
    public void Columns_that_count_rows_are_told()
    {
        using var frame = Load(",x,kind\n0,5,a\n1,7,b\n2,7,b\n");
        Names(frame).Should().Equal("x");
        frame.Warnings.Should().ContainSingle().Which.Should().Contain("the column without a name at place 0 counts the rows and is left out");
        using var named = Load("id,x,kind\n1,5,a\n2,7,b\n3,7,b\n");
        Names(named).Should().Equal("id", "x");
        named.Warnings.Should().ContainSingle().Which.Should().Contain("column 'id' counts the rows and is read as a feature").And.Contain("'drop: [id]'");
        using var dropped = Load("id,x,kind\n1,5,a\n2,7,b\n3,7,b\n", csv => csv with { Drop = ["id"] });
        Names(dropped).Should().Equal("x");
        dropped.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void Missing_values_are_mistakes_or_their_rows_are_left_out_or_they_become_the_mean_of_training()
    {
        const string Text = "x,c,kind\n1,u,a\n,u,b\n4,NA,a\n7,v,b\n";
        FluentActions.Invoking(() => Load(Text, csv => csv with { Categorical = ["c"] })).Should().Throw<InvalidDataException>().WithMessage("*2 problems*");

        using var dropped = Load(Text, csv => csv with { Categorical = ["c"], Missing = MissingValues.Drop });
        dropped.Train.Fetch(arange(2)).Input.data<float>().ToArray().Should().Equal(1, 1, 0, 7, 0, 1);
        dropped.Warnings.Should().ContainSingle().Which.Should().EndWith("2 of 4 rows lack a value and are left out");

        using var filled = Load(Text, csv => csv with { Categorical = ["c"], Missing = MissingValues.Mean });
        filled.Train.Fit([0, 1, 3]);
        filled.Train.Fetch(arange(4)).Input.data<float>().ToArray().Should().Equal(1, 1, 0, 4, 1, 0, 4, 0, 0, 7, 0, 1);
        using var new1 = filled.Inputs!.Read(SampleFiles.Write(folder.Path, "new.csv", "x,c", "?,u"));
        new1.Samples.Fetch(arange(1)).Input.data<float>().ToArray().Should().Equal(4, 1, 0);

        FluentActions.Invoking(() => Load("x,kind\n1,a\n2,\n3,b\n", csv => csv with { Missing = MissingValues.Mean }))
            .Should().Throw<InvalidDataException>().WithMessage("*row 2 (line 3), column 'kind': the class is missing");
    }

    [Fact]
    public void Scaled_labels_follow_the_training_rows_and_come_back()
    {
        using var content = Load("x,kind\n1,10\n2,20\n3,60\n", csv => csv with { Task = CsvTask.Regression, StandardizeLabel = true });
        new Stratified { Fold = new FoldSettings { Of = 3, Index = 0 } }.Of(content);
        var targets = content.Train.Fetch(arange(3)).Target;
        content.Spec.Target.Meaning.InOwnUnits(targets).data<float>().ToArray().Should().Equal([10, 20, 60], (one, other) => Math.Abs(one - other) < 1e-4f);
        content.Train.Fit([0, 1]);
        content.Train.Fetch(arange(3)).Target.data<float>().ToArray().Should().Equal(-1, 1, 9);
    }

    [Fact]
    public void Arguments_that_contradict_each_other_are_told()
    {
        var csv = new Csv { Path = "a", Label = "b" };
        string[] Told(Csv wrong) => [.. wrong.Validate().Select(problem => problem.Message)];
        Told(csv with { Encoding = "klingon" }).Should().Equal("unknown encoding 'klingon': expected one such as utf-8, utf-16, latin-1 or windows-1252");
        Told(csv with { DecimalPoint = "x" }).Should().Equal("expected \".\" or \",\", found \"x\"");
        Told(csv with { DecimalPoint = "," }).Should().Equal("the same character cannot stand between cells and in front of decimals");
        Told(csv with { Features = ["a"], Drop = ["b"] }).Should().Equal("'features' names all columns that are read: leave one of the two out");
        Told(csv with { StandardizeLabel = true }).Should().Equal("classes are not scaled: this is for 'task: regression'");
    }

    private static string Lines(int count, string line) => string.Concat(Enumerable.Range(0, count)
        .Select(row => (row % 2 == 1 && line.EndsWith('a') ? line[..^1] + "b" : line) + "\n")); // of two classes

    private DatasetContent Load(string text, Func<Csv, Csv>? change = null)
    {
        File.WriteAllText(Data, text);
        var csv = new Csv { Path = Data, Label = "kind" };
        return (change?.Invoke(csv) ?? csv).Load("");
    }

    private static IReadOnlyList<string> Names(DatasetContent content) => ((ValuesMeaning)content.Spec.Input.Meaning).Names;
}
