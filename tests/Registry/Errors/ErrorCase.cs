using System.Text;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Tests.Registry.Sample;

namespace ExperimentRunner.Tests.Registry.Errors;

/// <summary>
/// A mistake and what the user reads about it, in one file. Sections start with <c>=== </c> and a name: files (with a word after
/// the name for those that are no plain text), <c>overrides</c>, <c>environment</c>, <c>explain</c>, <c>registry</c>, and the
/// <c>expected</c> text.
/// </summary>
public sealed class ErrorCase
{
    private const string Mark = "=== ";

    private readonly List<(string Header, string Body)> _sections = [];

    public ErrorCase(string text)
    {
        foreach (var section in ("\n" + text).Split("\n" + Mark).Skip(1))
        {
            var end = section.IndexOf('\n', StringComparison.Ordinal);
            _sections.Add(end < 0 ? (section, "") : (section[..end], section[(end + 1)..]));
        }
    }

    public string Expected => Body("expected");

    public string WithExpected(string expected) =>
        string.Concat(_sections.Where(s => s.Header != "expected").Select(s => $"{Mark}{s.Header}\n{s.Body.TrimEnd('\n')}\n"))
        + $"{Mark}expected\n{expected}";

    public string Run()
    {
        var text = new StringBuilder();
        try
        {
            var files = Files();
            var loader = new ConfigLoader(Registry(), files, files.Environment.GetValueOrDefault);
            var config = loader.Load<SampleExperiment>("config.yaml", Lines("overrides"));
            foreach (var address in Lines("explain"))
            {
                loader.Explain(config, address);
            }

            text.Append(DiagnosticRenderer.Render(config.Diagnostics));
            (config.Value is null).Should().Be(config.Diagnostics.HasErrors && Lines("explain").Length == 0);
            files.Environment.Values.Should().NotContain(v => v.Length > 3 && text.ToString().Contains(v));
        }
        catch (ConfigException e)
        {
            text.Append(DiagnosticRenderer.Render(e.Diagnostics));
        }

        return text.ToString();
    }

    /// <summary>What is wrong.</summary>
    /// <param name="edit">Changes a file or an override, by its name and its content.</param>
    /// <param name="further">Overrides beside those of the case.</param>
    public IReadOnlyList<Diagnostic> Load(Func<string, string, string> edit, params string[] further)
    {
        var files = Files();
        foreach (var (header, body) in _sections.Where(s => s.Header.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            files[header] = new FileContent(Encoding.UTF8.GetBytes(edit(header, body)));
        }

        var loader = new ConfigLoader(Registry(), files, files.Environment.GetValueOrDefault);
        return [.. loader.Load<SampleExperiment>("config.yaml", [.. Lines("overrides").Select(argument => edit("command line", argument)), .. further]).Diagnostics];
    }

    private ComponentRegistry Registry() => Body("registry").Trim() switch
    {
        "" => SampleRegistry.Create(),
        "duplicate" => ComponentRegistry.OfTypes(typeof(SampleSgd), typeof(SampleOtherSgd)),
        var other => throw new InvalidOperationException(other),
    };

    private MemoryFiles Files()
    {
        var files = new MemoryFiles();
        foreach (var (header, body) in _sections.Where(s => s.Header.Contains(".yaml")))
        {
            var parts = header.Split(' ');
            if (parts is [var path, var special])
            {
                files[path] = Special(special, body);
            }
            else
            {
                files[parts[0]] = new FileContent(Encoding.UTF8.GetBytes(body));
            }
        }

        foreach (var variable in Lines("environment"))
        {
            var parts = variable.Split('=', 2);
            files.Environment[parts[0]] = parts[1];
        }

        return files;
    }

    private static FileContent Special(string what, string body) => what switch
    {
        "folder" => FileContent.Failed(FileFailure.Folder),
        "device" => FileContent.Failed(FileFailure.Device),
        "pipe" => FileContent.Failed(FileFailure.Pipe),
        "loop" => FileContent.Failed(FileFailure.Loop),
        "denied" => FileContent.Failed(FileFailure.Denied),
        "large" => FileContent.Failed(FileFailure.TooLarge),
        "missing" => FileContent.Failed(FileFailure.Missing),
        "hex" => new FileContent(Convert.FromHexString(body.Trim())),
        "deep" => new FileContent(Encoding.UTF8.GetBytes("model: " + new string('[', 100_000))),
        "unescaped" => new FileContent(Encoding.UTF8.GetBytes(body.Replace("\\t", "\t", StringComparison.Ordinal))),
        _ => throw new InvalidOperationException(what),
    };

    private string[] Lines(string header) => Body(header).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string Body(string header) => _sections.FirstOrDefault(s => s.Header == header).Body ?? "";
}
