using System.Text.Json;
using ExperimentRunner.Tracking.Journal;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.Tracking;

/// <summary>
/// <c>index.db</c>: what the journals say, for fast lists. Each journal is kept with the length at which it was read, and read
/// again when it has grown, so the index is never stale; it can be deleted at any time, and replaces itself when it is damaged.
/// Where there can be no index, every journal is read.
/// </summary>
/// <param name="runs">The folder of all runs.</param>
/// <param name="warn">Takes a line about whatever cannot be read; the rest is listed.</param>
public sealed class RunIndex(RunsFolder runs, Action<string> warn)
{
    private const int Damaged = 11;
    private const int NotADatabase = 26;

    /// <summary>All trials, newest first, as of now.</summary>
    public IReadOnlyList<TrialEntry> Trials()
    {
        if (runs.Runs().Count == 0)
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
            return [.. runs.Runs().SelectMany(run => Read(run) ?? []).OrderByDescending(trial => trial.Created).Select(trial => trial.AsOfNow())];
        }
    }

    private List<TrialEntry> Query()
    {
        try
        {
            return QueryOnce();
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is Damaged or NotADatabase)
        {
            File.Delete(runs.IndexFile);
            return QueryOnce();
        }
    }

    private List<TrialEntry> QueryOnce()
    {
        using var connection = Open();
        var readable = runs.Runs().Where(run => Refresh(connection, run)).Select(run => run.Name).ToArray();
        RemoveOthers(connection, readable);
        return [.. Read(connection).Select(entry => entry.AsOfNow())];
    }

    /// <summary>The trials under one name, or null when its journal cannot be read, which is told.</summary>
    private List<TrialEntry>? Read(RunFolder run)
    {
        try
        {
            return [.. new JournalFile(run.JournalFile).Read().Trials.Select(trial => TrialEntry.Of(run, trial))];
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            warn($"the runs of '{run.Name}' are left out: {failure.Message}");
            return null;
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = runs.IndexFile, Pooling = false, DefaultTimeout = 20 }.ToString());
        connection.Open();
        Execute(connection, """
            CREATE TABLE IF NOT EXISTS journals (name TEXT PRIMARY KEY, length INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS trials (name TEXT NOT NULL, trial TEXT NOT NULL, created TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (name, trial));
            """);
        return connection;
    }

    /// <returns>Whether the journal can be read.</returns>
    private bool Refresh(SqliteConnection connection, RunFolder run)
    {
        // The length is taken before reading: a line added in between is read again next time, never missed.
        var length = new FileInfo(run.JournalFile).Length;
        if (Execute(connection, "SELECT length FROM journals WHERE name = $name", ("$name", run.Name)) is long known && known == length)
        {
            return true;
        }

        if (Read(run) is not { } trials)
        {
            return false;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        Execute(connection, "DELETE FROM trials WHERE name = $name", ("$name", run.Name));
        foreach (var trial in trials)
        {
            Execute(
                connection,
                "INSERT INTO trials VALUES ($name, $trial, $created, $entry)",
                ("$name", run.Name),
                ("$trial", trial.Trial),
                ("$created", trial.Created.UtcDateTime.ToString("O")),
                ("$entry", JsonSerializer.Serialize(trial, TrackingJson.Default.TrialEntry)));
        }

        Execute(connection, "INSERT INTO journals VALUES ($name, $length) ON CONFLICT (name) DO UPDATE SET length = $length", ("$name", run.Name), ("$length", length));
        transaction.Commit();
        return true;
    }

    private static void RemoveOthers(SqliteConnection connection, string[] names)
    {
        var known = JsonSerializer.Serialize(names, TrackingJson.Default.StringArray);
        Execute(connection, "DELETE FROM trials WHERE name NOT IN (SELECT value FROM json_each($known)); DELETE FROM journals WHERE name NOT IN (SELECT value FROM json_each($known))", ("$known", known));
    }

    private static IEnumerable<TrialEntry> Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT entry FROM trials ORDER BY created DESC, trial DESC";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return JsonSerializer.Deserialize(reader.GetString(0), TrackingJson.Default.TrialEntry)!;
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
