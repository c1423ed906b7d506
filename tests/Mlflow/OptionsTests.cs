using System.Text;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Golden;
using ExperimentRunner.Tests.Mlflow.FakeServer;
using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow;

public sealed class OptionsTests : IDisposable
{
    private const string Secret = "s3cret p@ss/ö";

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> variables = [];

    private string CredentialsFile => Path.Combine(folder.Path, "credentials");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Without_variables_the_standard_holds() =>
        Read("http://host:5000").Should().Be(new MlflowOptions { TrackingUri = new Uri("http://host:5000"), RequestTimeout = TimeSpan.FromSeconds(120), MaxRetries = 7 });

    [Fact]
    public void Every_variable_is_read()
    {
        variables["MLFLOW_TRACKING_USERNAME"] = "somebody";
        variables["MLFLOW_TRACKING_PASSWORD"] = Secret;
        variables["MLFLOW_TRACKING_TOKEN"] = "token\n";
        variables["MLFLOW_TRACKING_SERVER_CERT_PATH"] = "/etc/ca.pem";
        variables["MLFLOW_HTTP_REQUEST_TIMEOUT"] = "5";
        variables["MLFLOW_HTTP_REQUEST_MAX_RETRIES"] = "0";

        Read("https://host/mlflow").Should().Be(new MlflowOptions
        {
            TrackingUri = new Uri("https://host/mlflow"),
            Username = "somebody",
            Password = Secret,
            Token = "token",
            ServerCertificatePath = "/etc/ca.pem",
            RequestTimeout = TimeSpan.FromSeconds(5),
            MaxRetries = 0,
        });
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public void Truth_is_read_in_any_case(string value, bool truth)
    {
        variables["MLFLOW_TRACKING_INSECURE_TLS"] = value;

        Read("https://host").InsecureTls.Should().Be(truth);
    }

    [Fact]
    public void The_file_counts_where_no_variable_is()
    {
        File.WriteAllText(CredentialsFile, $"[other]\nmlflow_tracking_username = wrong\n[mlflow]\nmlflow_tracking_username = somebody\nmlflow_tracking_password = {Secret}=\n");

        Read("http://host").Should().BeEquivalentTo(new { Username = "somebody", Password = Secret + "=" });
        variables["MLFLOW_TRACKING_PASSWORD"] = "other";
        Read("http://host").Should().BeEquivalentTo(new { Username = "somebody", Password = "other" });
    }

    [Fact]
    public void Credentials_of_the_address_count_first_and_leave_it()
    {
        variables["MLFLOW_TRACKING_USERNAME"] = "other";
        variables["MLFLOW_TRACKING_PASSWORD"] = "other";

        var options = Read($"http://some%40body:{Uri.EscapeDataString(Secret)}@host:5000/x");

        options.Should().BeEquivalentTo(new { TrackingUri = new Uri("http://host:5000/x"), Username = "some@body", Password = Secret });
    }

    [Fact]
    public void Printing_shows_no_secret() =>
        new MlflowOptions { TrackingUri = new Uri("http://host"), Username = "a", Password = Secret, Token = Secret }.ToString().Should().Be("http://host/");

    [Fact]
    public void Mistakes_are_told_without_secrets()
    {
        var messages = new StringBuilder();
        Tell("an address that is none", () => Read($"somebody:{Secret}@host"));
        Tell("an address of something else", () => Read($"sqlite:///{Secret}"));
        Tell("a timeout that is none", () => Read("http://host", ("MLFLOW_HTTP_REQUEST_TIMEOUT", "0")));
        Tell("retries that are none", () => Read("http://host", ("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "a few")));
        Tell("a truth that is none", () => Read("http://host", ("MLFLOW_TRACKING_INSECURE_TLS", "perhaps")));
        Tell("a token with a line break", () => Read("http://host", ("MLFLOW_TRACKING_TOKEN", $"a\n{Secret}")));
        Tell("a certificate that is not there", () => Use(new MlflowOptions { TrackingUri = new Uri("https://host"), ServerCertificatePath = Path.Combine(folder.Path, "ca.pem") }));
        File.WriteAllText(CredentialsFile, "no certificate");
        Tell("a file without a certificate", () => Use(new MlflowOptions { TrackingUri = new Uri("https://host"), ServerCertificatePath = CredentialsFile }));
        Tell("a certificate to check and none to check", () => Use(new MlflowOptions { TrackingUri = new Uri("https://host"), ServerCertificatePath = CredentialsFile, InsecureTls = true }));

        GoldenFile.Check(messages.ToString(), "options.golden.txt");

        void Tell(string title, Action read)
        {
            var failure = Assert.Throws<MlflowException>(read);
            failure.ToString().Should().NotContain(Secret);
            messages.Append("# ").Append(title).Append('\n').Append(failure.Message.Replace(folder.Path, "", StringComparison.Ordinal)).Append("\n\n");
        }
    }

    [Fact]
    public async Task Basic_authentication_opens_the_server()
    {
        await using var server = await FakeMlflow.StartAsync(new FakeMlflowOptions { Login = ("somebody", Secret) });
        variables["MLFLOW_TRACKING_USERNAME"] = "somebody";
        variables["MLFLOW_TRACKING_PASSWORD"] = Secret;

        (await FindAsync(server)).Should().NotBeNull();
        variables["MLFLOW_TRACKING_PASSWORD"] = "wrong";
        await ((Func<Task>)(() => FindAsync(server))).Should().ThrowAsync<MlflowException>().WithMessage("*refuses these credentials*");
    }

    [Fact]
    public async Task A_token_opens_the_server()
    {
        await using var server = await FakeMlflow.StartAsync(new FakeMlflowOptions { Token = "abc" });
        variables["MLFLOW_TRACKING_TOKEN"] = "abc";

        (await FindAsync(server)).Should().NotBeNull();
    }

    public void Dispose() => folder.Dispose();

    private MlflowOptions Read(string uri, params (string Name, string Value)[] more) =>
        MlflowOptions.Read(uri, name => more.FirstOrDefault(pair => pair.Name == name).Value ?? variables.GetValueOrDefault(name), CredentialsFile);

    private static void Use(MlflowOptions options) => new MlflowClient(options, TimeProvider.System).Dispose();

    private async Task<Experiment?> FindAsync(FakeMlflow server)
    {
        using var client = new MlflowClient(Read(server.Uri.ToString()), TimeProvider.System);
        return await client.Experiments.FindAsync("Default", Cancellation);
    }
}
