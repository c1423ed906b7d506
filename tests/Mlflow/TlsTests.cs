using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Mlflow.FakeServer;
using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow;

/// <summary>A server with a certificate of its own making.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly X509Certificate2 certificate = SelfSigned();
    private FakeMlflow server = null!;

    public async ValueTask InitializeAsync() => server = await FakeMlflow.StartAsync(new FakeMlflowOptions { Certificate = certificate });

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        certificate.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task It_is_refused_with_advice_and_at_once()
    {
        var find = () => FindAsync(new MlflowOptions { TrackingUri = server.Uri });

        await find.Should().ThrowAsync<MlflowException>().WithMessage($"the certificate of the MLflow server {server.Uri} is not trusted here: name the right one in MLFLOW_TRACKING_SERVER_CERT_PATH, or set MLFLOW_TRACKING_INSECURE_TLS=true");
    }

    [Fact]
    public async Task It_is_taken_where_it_is_named()
    {
        (await FindAsync(new MlflowOptions { TrackingUri = server.Uri, ServerCertificatePath = Pem(certificate) })).Should().NotBeNull();
    }

    [Fact]
    public async Task Another_one_is_refused()
    {
        using var other = SelfSigned();
        var find = () => FindAsync(new MlflowOptions { TrackingUri = server.Uri, ServerCertificatePath = Pem(other) });

        await find.Should().ThrowAsync<MlflowException>().WithMessage("the certificate of*is not trusted*");
    }

    [Fact]
    public async Task Any_is_taken_on_demand() =>
        (await FindAsync(new MlflowOptions { TrackingUri = server.Uri, InsecureTls = true })).Should().NotBeNull();

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=mlflow", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private string Pem(X509Certificate2 trusted)
    {
        var path = Path.Combine(folder.Path, "ca.pem");
        File.WriteAllText(path, trusted.ExportCertificatePem());
        return path;
    }

    private static async Task<Experiment?> FindAsync(MlflowOptions options)
    {
        using var client = new MlflowClient(options, TimeProvider.System);
        return await client.Experiments.FindAsync("Default", TestContext.Current.CancellationToken);
    }
}
