using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Viewing;

/// <summary>
/// <c>mlflow-ui/</c> beside the runs folder: the database and the files of the server that <c>experiment ui</c> starts. All of it
/// follows from the runs, so it can be deleted at any time.
/// </summary>
/// <param name="Path">Its full path.</param>
internal sealed record UiFolder(string Path)
{
    /// <summary>The database, relative to the folder: the server runs there, so that no path has to be quoted in a URI.</summary>
    internal const string Database = "mlflow.db";

    /// <summary>The artifacts, relative to the folder.</summary>
    internal const string Artifacts = "artifacts";

    private const int FirstPort = 20_000;
    private const int Ports = 10_000;

    private string IdFile => System.IO.Path.Combine(Path, "id");

    /// <summary>What the server prints.</summary>
    internal string LogFile => System.IO.Path.Combine(Path, "server.log");

    /// <summary>The address of the server that runs now.</summary>
    internal string AddressFile => System.IO.Path.Combine(Path, "address");

    /// <summary>The lock that whoever has started the server holds.</summary>
    internal FileLease Lease => new(System.IO.Path.Combine(Path, "lease"));

    /// <summary>The port to try first: always the same for one folder, because a browser keeps a page's settings by its port.</summary>
    internal int UsualPort => FirstPort + (BitConverter.ToUInt16(SHA256.HashData(Encoding.UTF8.GetBytes(Path))) % Ports);

    /// <summary>Makes the folder, invisible to git.</summary>
    internal void Create()
    {
        Directory.CreateDirectory(Path);
        AtomicFile.Write(System.IO.Path.Combine(Path, ".gitignore"), "*\n");
    }

    /// <summary>
    /// By what runs remember that this database has them. A database that is not there yet is a new one, whatever was said of the last.
    /// </summary>
    internal Uri Store()
    {
        if (!File.Exists(System.IO.Path.Combine(Path, Database)) || !File.Exists(IdFile))
        {
            AtomicFile.Write(IdFile, Guid.NewGuid().ToString("N"));
        }

        return new Uri($"mlflow-ui:{RegularFile.ReadText(IdFile).Trim()}");
    }
}
