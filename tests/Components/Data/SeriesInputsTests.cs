using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Tests.Components.Datasets;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Data;

/// <summary>A series is read from a table with a row for each step.</summary>
public sealed class SeriesInputsTests : TensorTest
{
    private static readonly SeriesMeaning Weather = new(["temperature", "pressure"], TimeSpan.FromHours(1));
    private readonly TemporaryFolder folder = new();

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Of_more_steps_than_models_take_the_last_are_read()
    {
        var read = Weather.Read(FieldSpec.Given("weather", Weather, 2, 2), Table("temperature,pressure", "1,10", "2,20", "3,30"));
        read.Names.Should().Equal("weather.csv");
        using var column = read.Column;
        var values = column.Fetch(Rows.Of(0)).Values;
        values.shape.Should().Equal(1, 2, 2);
        values.data<float>().ToArray().Should().Equal(2, 20, 3, 30);
    }

    [Fact]
    public void Series_that_differ_in_length_are_read_whole()
    {
        using var column = Weather.Read(FieldSpec.Given("weather", Weather, -1, 2), Table("1,10", "2,20", "3,30")).Column;
        column.Fetch(Rows.Of(0)).Values.shape.Should().Equal(1, 3, 2);
    }

    [Fact]
    public void Channels_are_scaled_as_those_that_the_model_was_trained_on()
    {
        using var scaling = new Scaling();
        scaling.Fit(tensor([0.0, 10, 4, 30], [2, 2]));
        var scaled = Weather with { Scaling = scaling };
        using var column = scaled.Read(FieldSpec.Given("weather", scaled, 1, 2), Table("4,10")).Column;
        column.Fetch(Rows.Of(0)).Values.data<float>().ToArray().Should().Equal(1, -1);
    }

    [Fact]
    public void Too_few_steps_and_other_channels_are_told()
    {
        var path = Table("1,10", "2,20");
        FluentActions.Invoking(() => Weather.Read(FieldSpec.Given("weather", Weather, 3, 2), path)).Should().Throw<InvalidDataException>()
            .WithMessage($"{path}: it has 2 steps, and the field 'weather' takes 3");
        var level = new SeriesMeaning(["level"], TimeSpan.FromHours(1));
        FluentActions.Invoking(() => level.Read(FieldSpec.Given("level", level, 1, 1), path)).Should().Throw<InvalidDataException>()
            .WithMessage($"{path}: its rows have 2 columns, and an input [1] has 1 values");
    }

    private string Table(params string[] rows) => SampleFiles.Write(folder.Path, "weather.csv", rows);
}
