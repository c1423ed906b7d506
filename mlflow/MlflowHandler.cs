using System.Security.Cryptography.X509Certificates;

namespace MLflow.Client;

/// <summary>The connection below HTTP, with the TLS settings.</summary>
internal static class MlflowHandler
{
    internal static SocketsHttpHandler Create(MlflowOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // a server may move
            AllowAutoRedirect = false, // credentials go to no other place
            UseProxy = !options.TrackingUri.IsLoopback, // a proxy has another loopback
        };
        if (options is { InsecureTls: true, ServerCertificatePath: not null })
        {
            throw new MlflowException("MLFLOW_TRACKING_INSECURE_TLS and MLFLOW_TRACKING_SERVER_CERT_PATH exclude each other: unset one of them");
        }

        if (options.InsecureTls)
        {
            // The user asked for it by name: MLFLOW_TRACKING_INSECURE_TLS.
#pragma warning disable CA5359
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (options.ServerCertificatePath is { } path)
        {
            handler.SslOptions.CertificateChainPolicy = Trusting(path);
        }

        return handler;
    }

    private static X509ChainPolicy Trusting(string path)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        if (!File.Exists(path))
        {
            throw new MlflowException($"there is no file {path}, which MLFLOW_TRACKING_SERVER_CERT_PATH names");
        }

        try
        {
            policy.CustomTrustStore.ImportFromPemFile(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new MlflowException($"the certificates in {path} (MLFLOW_TRACKING_SERVER_CERT_PATH) cannot be read: {failure.Message}", inner: failure);
        }

        return policy.CustomTrustStore.Count > 0
            ? policy
            : throw new MlflowException($"{path} (MLFLOW_TRACKING_SERVER_CERT_PATH) holds no certificate; a PEM file begins with -----BEGIN CERTIFICATE-----");
    }
}
