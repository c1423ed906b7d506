using System.Text.Json;
using ExperimentRunner.Tracking.Journal;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.Tracking;

/// <summary>
/// <c>index.db</c>: what the journals say, for fast lists. Each journal is kept with the length at which it was read, and read
/// again when it has grown, so the index is never stale; it can be deleted at any time, and replaces itself when it is damaged.
/// </summary>
/// <param name="runs">The folder of all runs.</param>
public sealed class RunIndex(RunsFolder runs)
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
        catch (SqliteException failure) when (failure.SqliteErrorCode is Damaged or NotADatabase)
        {
            File.Delete(runs.IndexFile);
            return Query();
        }
    }

    private List<TrialEntry> Query()
    {
        using var connection = Open();
        foreach (var run in runs.Runs())
        {
            Refresh(connection, run);
        }

        RemoveOthers(connection, [.. runs.Runs().Select(run => run.Name)]);
        return [.. Read(connection).Select(entry => entry.AsOfNow())];
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

    private static void Refresh(SqliteConnection connection, RunFolder run)
    {
        // The length is taken before reading: a line added in between is read again next time, never missed.
        var length = new FileInfo(run.JournalFile).Length;
        if (Execute(connection, "SELECT length FROM journals WHERE name = $name", ("$name", run.Name)) is long known && known == length)
        {
            return;
        }

        var trials = new JournalFile(run.JournalFile).Read().Trials;
        using var transaction = connection.BeginTransaction(deferred: false);
        Execute(connection, "DELETE FROM trials WHERE name = $name", ("$name", run.Name));
        foreach (var trial in trials)
        {
            Execute(
                connection,
                "INSERT INTO trials VALUES ($name, $trial, $created, $entry)",
                ("$name", run.Name),
                ("$trial", trial.Trial),
                ("$created", trial.Created.Time.UtcDateTime.ToString("O")),
                ("$entry", JsonSerializer.Serialize(TrialEntry.Of(run, trial), TrackingJson.Default.TrialEntry)));
        }

        Execute(connection, "INSERT INTO journals VALUES ($name, $length) ON CONFLICT (name) DO UPDATE SET length = $length", ("$name", run.Name), ("$length", length));
        transaction.Commit();
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
