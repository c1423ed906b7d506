using System.Collections.Immutable;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Viewing;

/// <summary>The command that starts MLflow here.</summary>
/// <param name="File">The program's full path.</param>
/// <param name="Arguments">What it is given before MLflow's own arguments.</param>
internal sealed record MlflowProgram(string File, ImmutableArray<string> Arguments)
{
    /// <summary>How to get it, in one line.</summary>
    internal const string HowToGet = "install it with 'pip install mlflow' or 'pipx install mlflow', or install uv, whose 'uvx mlflow' is then used";

    private static readonly (string Program, ImmutableArray<string> Arguments)[] Ways = [("mlflow", []), ("uvx", ["mlflow"]), ("pipx", ["run", "mlflow"])];

    /// <summary>Whether the first start downloads MLflow, which takes a while.</summary>
    internal bool MayDownload => Arguments.Length > 0;

    /// <summary>As a user would write it.</summary>
    public override string ToString() => string.Join(' ', [Path.GetFileName(File), .. Arguments]);

    /// <summary>MLflow itself where it is installed, else a program that fetches and runs it; null where there is none of them.</summary>
    /// <param name="path">The folders to look in, as in <c>PATH</c>.</param>
    internal static MlflowProgram? Find(string? path) =>
        Ways.Select(way => Search(path, way.Program) is { } file ? new MlflowProgram(file, way.Arguments) : null).FirstOrDefault(found => found is not null);

    private static string? Search(string? path, string program) => (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.GetFullPath(Path.Combine(folder, program)))
        .FirstOrDefault(file => System.IO.File.Exists(file) && FileRights.MayExecute(file));
}
