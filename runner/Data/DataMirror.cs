using ExperimentRunner.Components.Datasets;

namespace ExperimentRunner.Data;

/// <summary>A copy of data sets that is asked before their publishers: a folder or a web address, with files as <c>folder/file</c>.</summary>
/// <param name="Location">The folder, or an http or https address.</param>
public sealed record DataMirror(string Location)
{
    /// <summary>The environment variable that names it.</summary>
    public const string Variable = "EXPERIMENT_DATA_MIRROR";

    /// <summary>The mirror that the environment names, or null.</summary>
    public static DataMirror? OfEnvironment() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } location ? new(location) : null;

    /// <summary>Where it keeps a file.</summary>
    /// <exception cref="FetchException">The location cannot be an address.</exception>
    internal IDataOrigin Origin(DataSource source, HttpClient client)
    {
        if (!IsWebAddress)
        {
            return new FileOrigin(source.PathIn(Path.GetFullPath(Location)));
        }

        return Uri.TryCreate($"{Location.TrimEnd('/')}/{source.Name}", UriKind.Absolute, out var url)
            ? new HttpOrigin(client, url)
            : throw new FetchException($"{Variable} is '{Location}', which is not a web address");
    }

    private bool IsWebAddress => Location.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || Location.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
