using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Syncing;

/// <summary>Keeps a <see cref="SyncRecord"/> in the trial's folder, one file a server.</summary>
internal sealed class SyncFile
{
    private const string Folder = "mlflow";
    private const int KeyLength = 12;

    private readonly string path;
    private readonly Uri server;

    internal SyncFile(TrialFolder trial, Uri server)
    {
        this.server = server;
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(server.ToString())))[..KeyLength];
        path = Path.Combine(trial.Path, Folder, key + ".json");
    }

    /// <summary>Whether anything was ever sent, or tried.</summary>
    internal bool Exists => File.Exists(path);

    /// <summary>The lock that whoever brings the trial to this server holds.</summary>
    internal FileLease Lease => new(path + ".lock");

    /// <summary>What is known; a first record where nothing is.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    internal SyncRecord Read()
    {
        if (!Exists)
        {
            return new SyncRecord { Server = server.ToString() };
        }

        const string Remedy = "delete it, and the run is sent again as a new one";
        var record = StrictJson.ReadFile(path, SyncJson.Default.SyncRecord, Remedy);
        return record.IsSound ? record : throw new InvalidDataException($"{path} is damaged: it counts below zero; {Remedy}");
    }

    /// <summary>Replaces what is known.</summary>
    internal void Write(SyncRecord record) => AtomicFile.Write(path, JsonSerializer.Serialize(record, SyncJson.Default.SyncRecord));
}
