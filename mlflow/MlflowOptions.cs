using System.Globalization;

namespace MLflow.Client;

/// <summary>Where a server is and how to talk to it.</summary>
public sealed record MlflowOptions
{
    private const int Most = 86_400; // a day, where seconds are meant

    /// <summary>The server's address: <c>http://host:5000</c>, without credentials.</summary>
    public required Uri TrackingUri { get; init; }

    /// <summary>The user for Basic authentication; needs <see cref="Password"/>.</summary>
    public string? Username { get; init; }

    /// <summary>The password for Basic authentication; needs <see cref="Username"/>.</summary>
    public string? Password { get; init; }

    /// <summary>The token for Bearer authentication, where there is no user with a password.</summary>
    public string? Token { get; init; }

    /// <summary>Takes any certificate of the server.</summary>
    public bool InsecureTls { get; init; }

    /// <summary>A PEM file with the certificates to trust, or null for the system's.</summary>
    public string? ServerCertificatePath { get; init; }

    /// <summary>How long one try of a request may take; an upload gets more by its size.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How often a request that failed in passing is repeated.</summary>
    public int MaxRetries { get; init; } = 7;

    /// <summary>Reads the standard environment variables of MLflow and <c>~/.mlflow/credentials</c>.</summary>
    /// <param name="uri">The server's address; may hold credentials, which count before all others.</param>
    /// <param name="variable">Gives an environment variable, or null.</param>
    /// <param name="credentialsFile">The credentials file; need not exist.</param>
    /// <exception cref="MlflowException">The address, a number, or the file cannot be read.</exception>
    public static MlflowOptions Read(string uri, Func<string, string?> variable, string credentialsFile)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var address = AddressOf(uri);
        var (user, password) = UserOf(address) ?? (variable("MLFLOW_TRACKING_USERNAME"), variable("MLFLOW_TRACKING_PASSWORD"));
        var file = CredentialsFile.Read(credentialsFile);
        return new MlflowOptions
        {
            TrackingUri = WithoutUser(address),
            Username = NotEmpty(user) ?? file.Username,
            Password = NotEmpty(password) ?? file.Password,
            Token = TokenOf(variable("MLFLOW_TRACKING_TOKEN")),
            InsecureTls = Truth("MLFLOW_TRACKING_INSECURE_TLS", variable),
            ServerCertificatePath = NotEmpty(variable("MLFLOW_TRACKING_SERVER_CERT_PATH")),
            RequestTimeout = TimeSpan.FromSeconds(Number("MLFLOW_HTTP_REQUEST_TIMEOUT", variable, 120, least: 1)),
            MaxRetries = Number("MLFLOW_HTTP_REQUEST_MAX_RETRIES", variable, 7, least: 0),
        };
    }

    /// <summary>The address alone: what is printed must hold no secret.</summary>
    public override string ToString() => TrackingUri.ToString();

    private static Uri AddressOf(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new MlflowException("the address of an MLflow server begins with http:// or https://, as in http://localhost:5000");

    private static (string? User, string? Password)? UserOf(Uri address)
    {
        var parts = address.UserInfo.Split(':', 2);
        return parts.Length == 2 ? (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1])) : null;
    }

    private static Uri WithoutUser(Uri address) => new UriBuilder(address) { UserName = "", Password = "" }.Uri;

    private static string? NotEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string? TokenOf(string? value) => NotEmpty(value?.Trim()) is not { } token || token.All(letter => letter is > ' ' and < '\x7f')
        ? NotEmpty(value?.Trim())
        : throw new MlflowException("MLFLOW_TRACKING_TOKEN holds a space, a line break or a letter that is not ASCII: no token has these; copy it again");

    private static bool Truth(string name, Func<string, string?> variable) => NotEmpty(variable(name))?.ToUpperInvariant() switch
    {
        null or "FALSE" or "0" => false,
        "TRUE" or "1" => true,
        _ => throw new MlflowException($"{name} must be true or false, not '{variable(name)}'"),
    };

    private static int Number(string name, Func<string, string?> variable, int standard, int least) => NotEmpty(variable(name)) switch
    {
        null => standard,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= Most => number,
        { } text => throw new MlflowException(FormattableString.Invariant($"{name} must be a whole number from {least} to {Most}, not '{text}'")),
    };
}
