using System.Security.Cryptography.X509Certificates;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>How a server was set up.</summary>
internal sealed record FakeMlflowOptions
{
    /// <summary>Keeps a metric twice that is sent twice, as the file store does; a database drops the second.</summary>
    public bool IsFileStore { get; init; }

    /// <summary>Wants Basic authentication.</summary>
    public (string User, string Password)? Login { get; init; }

    /// <summary>Wants Bearer authentication.</summary>
    public string? Token { get; init; }

    /// <summary>Speaks TLS with this certificate.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Knows logged models; versions before 3 do not.</summary>
    public bool HasLoggedModels { get; init; } = true;

    /// <summary>Takes files over HTTP; else runs keep them in a folder of the server's machine.</summary>
    public bool ServesArtifacts { get; init; } = true;

    /// <summary>Keeps every byte that arrives, but for the header that is there to hold credentials.</summary>
    public bool KeepsBytes { get; init; }

    /// <summary>The most that a page of an answer holds, whatever was asked for.</summary>
    public int LargestPage { get; init; } = int.MaxValue;
}
