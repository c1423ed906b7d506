namespace MLflow.Client;

/// <summary>The file <c>~/.mlflow/credentials</c>.</summary>
internal static class CredentialsFile
{
    private const string Section = "[mlflow]";

    internal static (string? Username, string? Password) Read(string path)
    {
        if (!File.Exists(path))
        {
            return (null, null);
        }

        var values = Lines(path).Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0].Trim(), parts => parts[1].Trim(), StringComparer.Ordinal);
        return (values["mlflow_tracking_username"].LastOrDefault(), values["mlflow_tracking_password"].LastOrDefault());
    }

    private static IEnumerable<string> Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path).Select(line => line.Trim()).SkipWhile(line => line != Section).Skip(1).TakeWhile(line => !line.StartsWith('['));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MlflowException($"the credentials in {path} cannot be read: {failure.Message}", inner: failure);
        }
    }
}
