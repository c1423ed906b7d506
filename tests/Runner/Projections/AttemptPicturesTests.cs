using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Projections.Artifacts;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Runner.Ledger;

namespace ExperimentRunner.Tests.Runner.Projections;

public sealed class AttemptPicturesTests
{
    [Theory]
    [InlineData(1, true, true)]
    [InlineData(1, false, false)]
    [InlineData(6, false, true)]
    public void A_trial_of_a_sweep_has_pictures_where_it_is_among_the_best_or_has_trained_for_long(int seconds, bool isAmongBest, bool hasPictures) =>
        HasPictures([seconds], isAmongBest).Should().Be(hasPictures);

    [Fact]
    public void Turns_of_a_trial_that_is_promoted_again_and_again_count_together() => HasPictures([1, 2, 3], isAmongBest: false).Should().BeTrue();

    [Fact]
    public void Texts_sounds_and_histograms_become_files_without_secrets()
    {
        using var folder = new TemporaryFolder();
        var trial = MadeTrial.Of(folder.Path, 1, "optimizer.lr=0.1");
        var report = new Report();
        report.Texts("made", ["a text", "another with s3cr3t-of-mine"]);
        report.Audio("sound", 8000, [0, 1, -1]);
        report.Histogram("weights/layer", [0, 0.5, 1, 1], bins: 2);
        new RunArtifacts(new SecretMask([KeyValuePair.Create("A_TOKEN", "s3cr3t-of-mine")]), notices: null).Begin(trial, []).Observe(report.Take(3, "val/"));

        string Place(string name) => Path.Combine(trial.Folder.ArtifactsFolder, name);
        File.ReadAllText(Place("val/made.txt")).Should().StartWith("a text\n\nanother with ").And.NotContain("s3cr3t-of-mine");
        File.ReadAllText(Place("val/weights/layer.csv")).Should().Be("from,to,count\n0,0.5,1\n0.5,1,3\n");
        var wave = File.ReadAllBytes(Place("val/sound.wav"));
        (wave.Length, System.Text.Encoding.ASCII.GetString(wave, 0, 4), BitConverter.ToInt16(wave, 46), BitConverter.ToInt16(wave, 48)).Should().Be((44 + 6, "RIFF", short.MaxValue, -short.MaxValue));
    }

    private static bool HasPictures(int[] attempts, bool isAmongBest)
    {
        using var folder = new TemporaryFolder();
        var trial = MadeTrial.Of(folder.Path, 1, "optimizer.lr=0.1") with { IsAmongBest = () => isAmongBest };
        var name = trial.State.Trial;
        var done = new List<AttemptState>();
        foreach (var (number, seconds) in attempts.Index())
        {
            var started = JournalTests.Started(name, number + 1);
            var ended = JournalTests.Ended(name, number + 1, TrainingOutcome.Interrupted) with { Time = started.Time.AddSeconds(seconds) };
            var artifacts = new RunArtifacts(new SecretMask([]), notices: null).Begin(trial with { State = trial.State with { Attempts = [.. done, new AttemptState(started, null)] } }, []);
            artifacts.Observe([new ScalarsLogged(1, null, new Dictionary<string, double> { ["train/loss"] = 1 }, null)]);
            artifacts.End(ended);
            done.Add(new AttemptState(started, ended));
        }

        return File.Exists(Path.Combine(trial.Folder.ArtifactsFolder, "learning_curves.png"));
    }
}
