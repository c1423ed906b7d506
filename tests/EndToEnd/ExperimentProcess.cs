using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>The real program in a process of its own, as a user starts it.</summary>
internal sealed partial class ExperimentProcess : IDisposable
{
    internal const int Interrupt = 2;
    internal const int Terminate = 15;
    internal const int KillAtOnce = 9;

    /// <summary>What gives a program a terminal, from util-linux.</summary>
    internal const string TerminalMaker = "/usr/bin/script";

    /// <summary>
    /// The program as it ships, where <c>make test</c> names it: compiled ahead, it starts in two thirds of the time. Else the one beside the tests.
    /// </summary>
    internal static readonly string Program = Environment.GetEnvironmentVariable("EXPERIMENT_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "experiment");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly StringBuilder output = new();

    private ExperimentProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has said so far, results and errors together.</summary>
    internal string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    internal int Pid => process.Id;

    /// <summary>Starts the program.</summary>
    internal static ExperimentProcess Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        StartFile(Program, folder, environment, arguments);

    /// <summary>Starts the program where neither it nor any of its workers can have more than so many bytes of data.</summary>
    internal static ExperimentProcess StartWithin(long bytes, string folder, params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["MALLOC_MMAP_THRESHOLD_"] = "65536" }; // the C library then gives back what is freed
        return StartFile("prlimit", folder, environment, [FormattableString.Invariant($"--data={bytes}"), Program, .. arguments]);
    }

    /// <summary>Starts the program in a terminal, which tells its modes afterwards.</summary>
    internal static ExperimentProcess StartInTerminal(string folder, string noColor, params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["TERM"] = "xterm", ["SHELL"] = "/bin/bash", ["NO_COLOR"] = noColor };
        return StartFile(TerminalMaker, folder, environment, ["-qec", $"'{Program}' {string.Join(' ', arguments)}; stty -a", "/dev/null"]);
    }

    private static ExperimentProcess StartFile(string file, string folder, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        // Tests that were started in the background of a script ignore Ctrl-C, and under nohup a hang-up, and so would what they start.
        var start = new ProcessStartInfo("env", ["--default-signal=INT,HUP", file, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ExperimentProcess(Process.Start(start)!);
    }

    /// <summary>Runs the program to its end.</summary>
    internal static async Task<(int ExitCode, string Output)> RunAsync(string folder, params string[] arguments)
    {
        using var started = Start(folder, new Dictionary<string, string>(), arguments);
        return (await started.ExitAsync(), started.Output);
    }

    /// <summary>Waits for the end.</summary>
    internal async Task<int> ExitAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(timeout.Token);
        return process.ExitCode;
    }

    /// <summary>Waits until the program has said something.</summary>
    internal async Task SaysAsync(string text) => await UntilAsync(() => Output.Contains(text, StringComparison.Ordinal), $"'{text}' in: {Output}");

    /// <summary>Waits until something holds.</summary>
    internal static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            (clock.Elapsed < Patience).Should().BeTrue($"waited for {what}");
            await timer.WaitForNextTickAsync();
        }
    }

    internal void Signal(int signal) => Signal(Pid, signal);

    internal static void Signal(int pid, int signal) => SendSignal(pid, signal).Should().Be(0);

    /// <summary>Types into its terminal.</summary>
    internal void Type(string text)
    {
        process.StandardInput.Write(text);
        process.StandardInput.Flush();
    }

    /// <summary>The worker that this runner has started, or null.</summary>
    internal int? Worker() => Workers().Cast<int?>().FirstOrDefault();

    /// <summary>The workers that this runner has started.</summary>
    internal IReadOnlyList<int> Workers() => [.. ChildrenOf(Pid)];

    /// <summary>The living processes that have a folder in their open files: nobody may be left there.</summary>
    internal static IReadOnlyList<int> Using(string folder) => [.. Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid > 0 && pid != Environment.ProcessId && HasOpen(pid, folder))];

    internal static void Kill(int pid) => _ = SendSignal(pid, KillAtOnce); // it may have left by itself

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static IEnumerable<int> ChildrenOf(int pid)
    {
        var file = $"/proc/{pid}/task/{pid}/children";
        var tasks = Directory.Exists($"/proc/{pid}/task") ? Directory.GetDirectories($"/proc/{pid}/task") : [];
        return tasks.SelectMany(task => ReadIfThere(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture))
            .Where(child => ReadIfThere($"/proc/{child}/cmdline").Split('\0').Contains("worker"));
    }

    private static bool HasOpen(int pid, string folder)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{pid}/fd").Any(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.FullName.StartsWith(folder, StringComparison.Ordinal) == true);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string ReadIfThere(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return ""; // the process has left
        }
    }

    private void Add(string? line)
    {
        lock (output)
        {
            if (line is not null)
            {
                output.Append(line).Append('\n');
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);
}
