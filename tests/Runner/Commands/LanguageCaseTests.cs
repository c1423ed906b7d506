using System.Text;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Golden;

namespace ExperimentRunner.Tests.Runner.Commands;

/// <summary>
/// Commands on files, and all that they say, in one file each: sections <c>=== </c> with a file's name and its content, <c>commands</c>,
/// and what is <c>expected</c>. Names of files in commands mean those of the case.
/// </summary>
public sealed class LanguageCaseTests : IDisposable
{
    private const string Mark = "=== ";

    private static readonly string Cases = Path.Combine(GoldenFile.Folder(), "Cases");

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Names() => [.. Directory.GetFiles(Cases, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Says_what_is_stored(string name)
    {
        var path = Path.Combine(Cases, name + ".txt");
        var sections = ("\n" + await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Split("\n" + Mark)[1..]
            .Select(section => section.Split('\n', 2)).ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
        foreach (var (file, text) in sections.Where(section => section.Key is not ("commands" or "expected")))
        {
            var place = Path.Combine(folder.Path, file);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            await File.WriteAllTextAsync(place, text + "\n", TestContext.Current.CancellationToken);
        }

        var said = new StringBuilder();
        foreach (var command in sections["commands"].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var result = await CommandLine.RunAsync([.. command.Split(' ').Select(word => IsOurs(word) ? Path.Combine(folder.Path, word) : word.Replace('~', ' '))]);
            said.Append($"$ {command}\n{result.Out}{result.Error}= {result.ExitCode}\n");
        }

        var actual = said.Replace(folder.Path + "/", "").Replace(folder.Path, ".").ToString();
        if (GoldenFile.IsUpdating)
        {
            var rest = string.Concat(sections.Where(section => section.Key != "expected").Select(section => $"{Mark}{section.Key}\n{section.Value.TrimEnd('\n')}\n"));
            await File.WriteAllTextAsync(path, $"{rest}{Mark}expected\n{actual}", TestContext.Current.CancellationToken);
        }
        else
        {
            actual.Should().Be(sections["expected"]);
        }
    }

    private bool IsOurs(string word) => word == "." || File.Exists(Path.Combine(folder.Path, word));
}
