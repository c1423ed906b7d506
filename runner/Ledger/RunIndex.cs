using System.Globalization;
using System.Text;
using System.Text.Json;
using ExperimentRunner.Registry.Files;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.Ledger;

/// <summary>
/// <c>index.db</c>: what the journals say, for fast lists. Each journal is kept with the length and the time at which it was read, and
/// read again when one of them differs, so the index is never stale, wherever folders were moved; it can be deleted at any time, and
/// replaces itself when it is damaged or of another version. Where there can be no index, every journal is read.
/// </summary>
/// <param name="runs">The folder of all runs.</param>
/// <param name="warn">Takes a line about whatever cannot be read; the rest is listed.</param>
public sealed class RunIndex(RunsFolder runs, Action<string> warn)
{
    private const int Damaged = 11;
    private const int NotADatabase = 26;
    private const int Version = 2; // raised whenever the tables change, or what stands in them

    /// <summary>All trials, newest first, as of now.</summary>
    public IReadOnlyList<TrialEntry> Trials()
    {
        if (runs.Experiments().Count == 0)
        {
            return [];
        }

        try
        {
            return Query();
        }
        catch (SqliteException failure)
        {
            warn($"the index {runs.IndexFile} cannot be used ({failure.Message.TrimEnd('.')}); every journal is read instead");
            return [.. runs.Experiments().SelectMany(home => Read(home) ?? []).OrderByDescending(trial => trial.Created).Select(trial => trial.AsOfNow())];
        }
    }

    private List<TrialEntry> Query()
    {
        try
        {
            return QueryOnce();
        }
        catch (Exception failure) when (failure is SqliteException { SqliteErrorCode: Damaged or NotADatabase } or InvalidDataException)
        {
            File.Delete(runs.IndexFile);
            return QueryOnce();
        }
    }

    private List<TrialEntry> QueryOnce()
    {
        using var connection = Open();
        var readable = runs.Experiments().Where(home => Refresh(connection, home)).Select(home => home.Name).ToArray();
        RemoveOthers(connection, readable);
        return [.. Read(connection).Select(entry => entry.AsOfNow())];
    }

    /// <summary>The trials under one name, or null when its journal cannot be read, which is told.</summary>
    private List<TrialEntry>? Read(ExperimentFolder home)
    {
        try
        {
            return [.. new JournalFile(home.JournalFile).Read().Trials.Select(trial => TrialEntry.Of(home, trial))];
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            warn($"the runs of '{home.Name}' are left out: {failure.Message}");
            return null;
        }
    }

    private SqliteConnection Open()
    {
        Containment.Require(runs.IndexFile, runs.Path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = runs.IndexFile, Pooling = false, DefaultTimeout = 20 }.ToString());
        connection.Open();
        if (!IsOfThisVersion(connection))
        {
            MakeAnew(connection);
        }

        return connection;
    }

    private static bool IsOfThisVersion(SqliteConnection connection) => Execute(connection, "PRAGMA user_version") is (long)Version;

    /// <summary>Of several processes that find an index of another version the first makes it anew.</summary>
    private static void MakeAnew(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        if (!IsOfThisVersion(connection))
        {
            Execute(connection, $"""
                DROP TABLE IF EXISTS journals;
                DROP TABLE IF EXISTS trials;
                CREATE TABLE journals (name TEXT PRIMARY KEY, state TEXT NOT NULL);
                CREATE TABLE trials (name TEXT NOT NULL, trial TEXT NOT NULL, created TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (name, trial));
                PRAGMA user_version = {Version};
                """);
        }

        transaction.Commit();
    }

    /// <returns>Whether the journal can be read.</returns>
    private bool Refresh(SqliteConnection connection, ExperimentFolder home)
    {
        // Taken before reading: a line added in between is read again next time, never missed.
        var state = StateOf(new FileInfo(home.JournalFile));
        if (Execute(connection, "SELECT state FROM journals WHERE name = $name", ("$name", home.Name)) is string known && known == state)
        {
            return true;
        }

        if (Read(home) is not { } trials)
        {
            return false;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        Execute(connection, "DELETE FROM trials WHERE name = $name", ("$name", home.Name));
        foreach (var trial in trials)
        {
            Execute(
                connection,
                "INSERT INTO trials VALUES ($name, $trial, $created, $entry)",
                ("$name", home.Name),
                ("$trial", trial.Trial),
                ("$created", trial.Created.UtcDateTime.ToString("O")),
                ("$entry", JsonSerializer.Serialize(trial, TrackingJson.Default.TrialEntry)));
        }

        Execute(connection, "INSERT INTO journals VALUES ($name, $state) ON CONFLICT (name) DO UPDATE SET state = $state", ("$name", home.Name), ("$state", state));
        transaction.Commit();
        return true;
    }

    /// <summary>What tells one journal, or one state of it, from another.</summary>
    private static string StateOf(FileInfo journal) => string.Create(CultureInfo.InvariantCulture, $"{journal.Length} bytes, {journal.LastWriteTimeUtc:O}");

    private static void RemoveOthers(SqliteConnection connection, string[] names)
    {
        var known = JsonSerializer.Serialize(names, TrackingJson.Default.StringArray);
        Execute(connection, "DELETE FROM trials WHERE name NOT IN (SELECT value FROM json_each($known)); DELETE FROM journals WHERE name NOT IN (SELECT value FROM json_each($known))", ("$known", known));
    }

    /// <summary>Where a trial lies follows from where its journal was found, whatever the index says.</summary>
    private IEnumerable<TrialEntry> Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, entry FROM trials ORDER BY created DESC, trial DESC";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return StrictJson.Read(Encoding.UTF8.GetBytes(reader.GetString(1)), TrackingJson.Default.TrialEntry).At(runs.Experiment(reader.GetString(0)));
        }
    }

    private static object? Execute(SqliteConnection connection, string sql, params IEnumerable<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        // Every statement of this class is a constant.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command.ExecuteScalar();
    }
}
