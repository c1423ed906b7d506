namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>
/// Decoded images below the folder of all data, each set of them under a key. A folder is written aside and renamed, so what is
/// there is whole; two processes that decode the same do the work twice, and the first one's is kept.
/// </summary>
/// <param name="data">The folder of all data.</param>
internal sealed class DecodedCache(string data)
{
    private const int DiskFull = 28; // ENOSPC
    private const string Aside = ".partial-";
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private string Root => Path.Combine(data, "decoded");

    /// <summary>The decoded images of a key; they are written where they are not there.</summary>
    /// <param name="key">A file name.</param>
    /// <param name="import">Decodes into an empty folder.</param>
    public (DecodedFolder Folder, DecodedIndex Index) GetOrAdd(string key, Func<DecodedFolder, DecodedIndex> import)
    {
        var folder = new DecodedFolder(Path.Combine(Root, key));
        if (folder.Read() is { } found)
        {
            return (folder, found);
        }

        Directory.CreateDirectory(Root);
        DeleteAbandoned();
        var aside = new DecodedFolder(folder.Path + Aside + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(aside.Path);
            var index = import(aside);
            aside.Write(index);
            Publish(aside, folder);
            return (folder, index);
        }
        catch (IOException failure) when (failure.HResult == DiskFull)
        {
            throw new IOException($"cannot keep decoded images in {Root}: no space left; make room there, or let EXPERIMENT_DATA name another folder", failure);
        }
        finally
        {
            if (Directory.Exists(aside.Path))
            {
                Directory.Delete(aside.Path, recursive: true);
            }
        }
    }

    private static void Publish(DecodedFolder aside, DecodedFolder folder)
    {
        if (Directory.Exists(folder.Path) && folder.Read() is null)
        {
            Directory.Delete(folder.Path, recursive: true);
        }

        try
        {
            Directory.Move(aside.Path, folder.Path);
        }
        catch (IOException) when (folder.Read() is not null)
        {
            // another process was faster: its images are the same
        }
    }

    /// <summary>Deletes what a killed process has left, long after it could still be at work.</summary>
    private void DeleteAbandoned()
    {
        var limit = TimeProvider.System.GetUtcNow().UtcDateTime - Abandoned;
        foreach (var folder in Directory.EnumerateDirectories(Root, "*" + Aside + "*").Where(folder => Directory.GetLastWriteTimeUtc(folder) < limit))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // another process has just given it its name, or deleted it: a folder that is gone looks old
            }
        }
    }
}
