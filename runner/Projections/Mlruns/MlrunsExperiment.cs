using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Files;
using MLflow.Client;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ExperimentRunner.Projections.Mlruns;

/// <summary>An experiment's folder under <c>mlruns/</c>: all runs of one name.</summary>
/// <param name="Id">Its id, which is its folder's name.</param>
/// <param name="Path">Its folder.</param>
internal sealed record MlrunsExperiment(string Id, string Path)
{
    /// <summary>Finds the experiment of a name, or creates it whole.</summary>
    internal static MlrunsExperiment Open(string mlruns, string name, DateTimeOffset now)
    {
        if (Find(mlruns, name) is { } found)
        {
            return found;
        }

        var id = IdOf(name);
        var created = new MlrunsExperiment(id, System.IO.Path.Combine(mlruns, id));
        StagedFolder.Publish(mlruns, created.Path, folder => RegularFile.WriteText(System.IO.Path.Combine(folder, MetaFile.Name), created.MetaText(name, now)));
        return created;
    }

    /// <summary>The experiment that a run stands in already, or null.</summary>
    internal static MlrunsExperiment? Holding(string mlruns, string runId) =>
        In(mlruns).FirstOrDefault(experiment => File.Exists(System.IO.Path.Combine(experiment.Path, runId, MetaFile.Name)));

    /// <summary>The folders that may be experiments; one that leads out of <c>mlruns/</c> is none.</summary>
    internal static IEnumerable<MlrunsExperiment> In(string mlruns) => !Directory.Exists(mlruns) ? []
        : Directory.EnumerateDirectories(mlruns).Where(folder => Containment.IsWithin(folder, mlruns)).Select(folder => new MlrunsExperiment(System.IO.Path.GetFileName(folder), folder));

    /// <summary>Sets a tag of the experiment, unless it has that value.</summary>
    internal void Set(Entry tag)
    {
        var file = System.IO.Path.Combine(Path, "tags", tag.Key);
        if (!File.Exists(file) || RegularFile.ReadText(file) != tag.Value)
        {
            AtomicFile.Write(file, tag.Value, StagedFolder.AsideOf(System.IO.Path.GetDirectoryName(Path)!), isDurable: false);
        }
    }

    /// <summary>The id follows from the name, so two runners that create an experiment at once create the same one.</summary>
    internal static string IdOf(string name)
    {
        const ulong Range = 900_000_000_000_000_000; // 18 digits, as MLflow's own ids
        var hash = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return ((hash % Range) + (Range / 9)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The experiment of a name, or null.</summary>
    internal static MlrunsExperiment? Find(string mlruns, string name)
    {
        var line = new MetaFile().Text("name", name).ToString().TrimEnd();
        var plain = "name: " + name; // MLflow itself quotes only where YAML needs it
        return In(mlruns).FirstOrDefault(experiment => System.IO.Path.Combine(experiment.Path, MetaFile.Name) is var meta && RegularFile.KindOf(meta) == FileKind.Regular
            && MetaFile.Lines(meta).Any(text => text == line || text == plain));
    }

    private string MetaText(string name, DateTimeOffset now) => new MetaFile()
        .Text("artifact_location", new Uri(Path).AbsoluteUri)
        .Number("creation_time", now.ToUnixTimeMilliseconds())
        .Text("experiment_id", Id)
        .Number("last_update_time", now.ToUnixTimeMilliseconds())
        .Text("lifecycle_stage", "active")
        .Text("name", name)
        .ToString();
}
