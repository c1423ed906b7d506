using System.IO.Enumeration;

namespace ExperimentRunner.Registry.Files;

/// <summary>
/// Whether something lies in a folder once every link on the way is followed. What is written or deleted because a file says so is
/// checked here first.
/// </summary>
public static class Containment
{
    private const int MostLinks = 40; // as many as Linux follows

    /// <summary>Whether a path lies in a folder, or is the folder. Neither need exist.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">A link leads back to itself.</exception>
    public static bool IsWithin(string path, string folder)
    {
        var (inner, outer) = (Resolve(path), Resolve(folder));
        return inner == outer || inner.StartsWith(outer == "/" ? outer : outer + "/", StringComparison.Ordinal);
    }

    /// <summary>Refuses a path that leads out of a folder.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">It does.</exception>
    /// <exception cref="IOException">A link leads back to itself.</exception>
    public static void Require(string path, string folder)
    {
        if (!IsWithin(path, folder))
        {
            throw new InvalidDataException($"{path} leads out of {folder}, to {Resolve(path)}: nothing is written or deleted there; remove the link, or move what it leads to into its place");
        }
    }

    /// <summary>Refuses a folder that leads out of another one, or holds a link that does.</summary>
    /// <param name="tree">The folder with all that is in it; it need not exist.</param>
    /// <param name="folder">The folder that it must not leave.</param>
    /// <exception cref="InvalidDataException">It does.</exception>
    /// <exception cref="IOException">A link leads back to itself.</exception>
    public static void RequireTree(string tree, string folder)
    {
        Require(tree, folder);
        if (Directory.Exists(tree))
        {
            foreach (var link in LinksIn(tree))
            {
                Require(link, folder);
            }
        }
    }

    private static FileSystemEnumerable<string> LinksIn(string tree) =>
        new(tree, (ref FileSystemEntry entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => IsLink(ref entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
        };

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    /// <summary>The path with every link in it followed; what does not exist is kept as it is written.</summary>
    private static string Resolve(string path)
    {
        var (resolved, links) = ("/", 0);
        var rest = new Stack<string>();
        Push(rest, Path.GetFullPath(path));
        while (rest.TryPop(out var part))
        {
            var next = part == ".." ? Path.GetDirectoryName(resolved) ?? "/" : Path.Combine(resolved, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                resolved = next;
            }
            else if (++links > MostLinks)
            {
                throw new IOException($"{path} is a link that leads back to itself");
            }
            else
            {
                resolved = Path.IsPathRooted(target) ? "/" : resolved;
                Push(rest, target);
            }
        }

        return resolved;
    }

    private static void Push(Stack<string> rest, string path)
    {
        foreach (var part in path.Split('/').Where(part => part is not ("" or ".")).Reverse())
        {
            rest.Push(part);
        }
    }
}
