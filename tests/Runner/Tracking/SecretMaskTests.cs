using ExperimentRunner.Tracking.Provenance;

namespace ExperimentRunner.Tests.Runner.Tracking;

public sealed class SecretMaskTests
{
    private static readonly SecretMask Mask = new(
    [
        KeyValuePair.Create("MLFLOW_TRACKING_TOKEN", "abcdefgh"),
        KeyValuePair.Create("AWS_SECRET_ACCESS_KEY", "abcdefgh-and-more"),
        KeyValuePair.Create("USE_TOKEN", "true"),
        KeyValuePair.Create("HOME", "/home/someone"),
    ]);

    [Theory]
    [InlineData("a abcdefgh b", "a (hidden) b")]
    [InlineData("abcdefgh-and-more", "(hidden)")]
    [InlineData("true /home/someone", "true /home/someone")]
    [InlineData("https://me:pass@host/x", "https://(hidden)@host/x")]
    [InlineData("ssh://git@host/x and https://tok@h", "ssh://(hidden)@host/x and https://(hidden)@h")]
    [InlineData("mail me@host", "mail me@host")]
    public void Secrets_are_taken_out(string text, string expected) => Mask.Apply(text).Should().Be(expected);
}
