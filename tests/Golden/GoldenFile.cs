using System.Runtime.CompilerServices;

namespace ExperimentRunner.Tests.Golden;

/// <summary>
/// Compares a text with a stored file. <c>UPDATE_GOLDEN=1</c> rewrites the files instead: look at the difference before
/// committing it, since it is what users will read.
/// </summary>
public static class GoldenFile
{
    public static bool IsUpdating => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    /// <summary>The folder of the calling source file.</summary>
    public static string Folder([CallerFilePath] string caller = "") => Path.GetDirectoryName(caller)!;

    /// <summary>Compares with a file beside the calling source file.</summary>
    public static void Check(string actual, string name, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, name);
        if (IsUpdating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        File.Exists(path).Should().BeTrue($"{path} should hold the expected text; UPDATE_GOLDEN=1 writes it");
        actual.Should().Be(File.ReadAllText(path), $"that is what {name} holds; UPDATE_GOLDEN=1 rewrites it");
    }
}
