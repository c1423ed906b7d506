namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>Which native libraries processes load: the C library's loader itself writes it down, process by process, into a folder.</summary>
internal sealed class LoaderTraces(string folder)
{
    private const string Name = "loader";

    /// <summary>The variables that make a process and those that it starts write their traces.</summary>
    internal Dictionary<string, string> Environment => new() { ["LD_DEBUG"] = "files", ["LD_DEBUG_OUTPUT"] = Path.Combine(folder, Name) };

    /// <summary>What a process loaded.</summary>
    internal string Of(int pid) => File.ReadAllText(FileOf(pid));

    /// <summary>What each of the others loaded.</summary>
    internal IEnumerable<string> BesideThatOf(int pid) => Directory.GetFiles(folder, $"{Name}.*").Where(file => file != FileOf(pid)).Select(File.ReadAllText);

    private string FileOf(int pid) => Path.Combine(folder, FormattableString.Invariant($"{Name}.{pid}"));
}
