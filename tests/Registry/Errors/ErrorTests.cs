using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Tests.Golden;

namespace ExperimentRunner.Tests.Registry.Errors;

/// <summary>The text of an error is what a user works with, so each is stored whole.</summary>
public sealed class ErrorTests
{
    private static readonly string Folder = Path.Combine(GoldenFile.Folder(), "Cases");

    public static TheoryData<string> Cases() =>
        [.. Directory.GetFiles(Folder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reads_as_stored(string name)
    {
        var path = Path.Combine(Folder, name + ".txt");
        var error = new ErrorCase(File.ReadAllText(path));
        var actual = error.Run();

        actual.Should().Contain(name.Split('-')[0], "the file's name says which error it shows");
        if (GoldenFile.IsUpdating)
        {
            File.WriteAllText(path, error.WithExpected(actual));
        }
        else
        {
            actual.Should().Be(error.Expected);
        }
    }

    [Fact]
    public void Every_code_has_a_case()
    {
        var shown = Cases().Select(c => c.Data.Split('-')[0]).ToHashSet(StringComparer.Ordinal);
        var sweeps = Path.Combine(GoldenFile.Folder(), "..", "..", "Runner", "Sweeps"); // whose mistakes the runner alone knows
        shown.UnionWith(Directory.EnumerateFiles(sweeps, "*.txt", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadAllText(file).Split(' ', ':')).Where(word => word.StartsWith("CFG", StringComparison.Ordinal)));
        DiagnosticCodes.All.Select(c => c.Id).Should().BeSubsetOf(shown);
    }

    [Fact]
    public void Every_field_of_the_catalogue_is_listed_once_and_in_order()
    {
        var fields = typeof(DiagnosticCodes).GetFields().Select(f => (DiagnosticCode)f.GetValue(null)!).ToList();
        DiagnosticCodes.All.Should().Equal(fields);
        fields.Select(c => c.Id).Should().BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Messages_name_no_type_of_CSharp()
    {
        // The author of a component needs the name of the type; its user never does.
        var forAuthors = new[] { "CFG019", "CFG049", "CFG050" };
        foreach (var path in Directory.GetFiles(Folder).Where(f => !forAuthors.Any(f.Contains)))
        {
            new ErrorCase(File.ReadAllText(path)).Expected.Should()
                .NotContainAny("System.", "Int32", "Double", "IReadOnly", "Sample", "Nullable", "ExperimentRunner");
        }
    }
}
