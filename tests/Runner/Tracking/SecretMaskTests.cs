using System.Text;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tracking.Events;
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

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("me:")]
    [InlineData("someone:")]
    public void Secrets_are_taken_out_of_base64(string before)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + "abcdefgh-and-more!"));
        Mask.Apply($"Basic {encoded}").Should().Contain("(hidden)").And.NotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("defgh"))[..6]);
    }

    [Theory]
    [InlineData("+password: hunter22sekret", "+password: (hidden)")]
    [InlineData("+api_key = 'a b'  # mine", "+api_key = '(hidden)'  # mine")]
    [InlineData("{\"client_secret\": \"x\"}", "{\"client_secret\": \"(hidden)\"}")]
    [InlineData("run q.yaml tags.token=abcdefg", "run q.yaml tags.token=(hidden)")]
    [InlineData("max_token = 1000000", "max_token = 1000000")]
    [InlineData("tokenizer: whitespace", "tokenizer: whitespace")]
    [InlineData("password: str", "password: str")]
    public void What_is_assigned_to_a_secret_name_is_taken_out_of_records(string text, string expected) => Mask.ApplyToRecord(text).Should().Be(expected);

    [Fact]
    public void Why_training_ended_is_told_without_secrets()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "events.jsonl");
        using (var file = new EventFile(path, () => { }, TimeProvider.System))
        {
            var events = new MaskedEvents(file, Mask);
            events.Write(new CheckpointSaved(1, "step-1", true));
            events.Write(new TrainingEnded(1, TrainingOutcome.Failed, "abcdefgh was refused", null));
            events.Commit().Should().Be(new FileInfo(path).Length);
        }

        var read = new EventReader(path).ReadNew();
        read.Should().HaveCount(2);
        read[1].Should().BeOfType<TrainingEnded>().Which.Reason.Should().Be("(hidden) was refused");
    }
}
