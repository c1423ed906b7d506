using ExperimentRunner.Ledger;
using ExperimentRunner.Tests.Components.Datasets;
using SkiaSharp;

namespace ExperimentRunner.Tests.EndToEnd;

public sealed class VerifyTests
{
    private const string Met = """
        expect:
          test/accuracy: {at_least: 0.5, seeds: 2, hardware: cpu, time_limit: 10min, source: "nobody, table 1"}
          val/loss: {at_most: 5}
        """;

    private const string Missed = """
        expect:
          test/accuracy: {equals: 1.5, tolerance: 0.1, source: "a | b, \"c\""}
        """;

    [Fact]
    public async Task A_claim_is_measured_over_its_seeds_and_kept_and_a_second_verification_reuses_the_trials()
    {
        using var place = new Workplace(Met);

        var (exitCode, output) = await place.RunAsync("verify", Workplace.Config, "--results", "papers");

        exitCode.Should().Be(0, output);
        output.Should().Contain("test/accuracy").And.Contain("reproduced").And.Contain("≥ 0.5");
        place.Journal.Trials.Select(trial => trial.Created.Identity).Distinct().Should().HaveCount(2);
        var rows = Results(place);
        rows.Should().HaveCount(2);
        rows[0][0].Should().Be(Workplace.Config);
        rows[0][3].Should().Be("nobody, table 1");
        rows.Select(row => row[7]).Should().Equal("reproduced", "reproduced");
        var accuracies = place.Journal.Trials.Select(trial => trial.LastAttempt!.Ended!.Metrics["test/accuracy"]);
        double.Parse(rows[0][5], System.Globalization.CultureInfo.InvariantCulture).Should().BeApproximately(accuracies.Average(), 1e-12);
        File.ReadAllText(Path.Combine(place.Path, "papers", "RESULTS.md")).Should().Contain("| `small.yaml` | `test/accuracy` |");

        (await place.RunAsync("verify", Workplace.Config, "--results", "papers")).Output.Should().Contain("is finished and counts");
        place.Journal.Trials.Should().HaveCount(2);
        Results(place).Should().BeEquivalentTo(rows);
    }

    [Fact]
    public async Task A_missed_claim_is_shown_as_missed_and_exits_with_1()
    {
        using var place = new Workplace(Missed);

        var (exitCode, output) = await place.RunAsync("verify", Workplace.Config, "--results", "papers");

        exitCode.Should().Be(1, output);
        Results(place).Should().ContainSingle().Which[7].Should().Be("missed");
        Results(place)[0][3].Should().Be("a | b, \"c\"");
    }

    [Fact]
    public async Task A_claim_about_a_set_that_turns_out_to_be_empty_is_missed_and_says_why()
    {
        using var place = new Workplace("expect: {test/accuracy: {at_least: 0.1}, val/accuracy: {at_least: 0}}");
        foreach (var index in Enumerable.Range(0, 10))
        {
            SampleFiles.Png(Path.Combine(place.Path, "photos", index % 2 == 0 ? "day" : "night", $"{index}.png"), 4, 4, new SKColor((byte)index, 0, 0));
        }

        var config = Path.Combine(place.Path, Workplace.Config);
        File.WriteAllText(config, File.ReadAllText(config)
            .Replace("dataset: digits", "dataset: {type: image_folder, path: photos}").Replace("validation: 0.1, test: 0.2", "validation: 0.2").Replace("240it", "20it"));

        var (exitCode, output) = await place.RunAsync("verify", Workplace.Config, "--results", "papers");

        exitCode.Should().Be(1, output);
        output.Should().Contain("'test/accuracy' was not measured: its set holds no samples");
        Results(place).Select(row => row[7]).Should().Equal("missed", "reproduced");
    }

    [Fact]
    public async Task An_interrupted_verification_goes_on_where_it_was()
    {
        const string Longer = "longer.yaml";
        using var place = new Workplace();
        File.WriteAllText(Path.Combine(place.Path, Longer), """
            extends: small.yaml
            name: small
            train: {duration: 30000it, log_every: 100it, evaluate_every: 1000it, checkpoint: {every: 1000it}}
            expect: {test/accuracy: {at_least: 0, seeds: 2}}
            """);
        using (var process = place.Start("verify", Longer, "--results", "papers"))
        {
            await ExperimentProcess.UntilAsync(() => place.Journal.Trials is [{ Attempts.Count: 1 }, ..] && place.Trial().Attempt(1) is var attempt
                && File.Exists(attempt.EventsFile) && File.ReadAllText(attempt.EventsFile).Contains("val/accuracy", StringComparison.Ordinal), "an evaluation");
            process.Signal(ExperimentProcess.Interrupt);
            (await process.ExitAsync()).Should().Be(130, process.Output);
            process.Output.Should().Contain("interrupted; the same command continues");
        }

        (await place.RunAsync("verify", Longer, "--results", "papers")).ExitCode.Should().Be(0);

        place.Journal.Trials.Should().HaveCount(2);
        place.Journal.Trials[0].Attempts.Should().HaveCount(2);
        Results(place).Should().ContainSingle().Which[4].Should().Be("2");
    }

    [Fact]
    public async Task A_claim_about_other_hardware_is_not_measured()
    {
        using var place = new Workplace("expect: {test/accuracy: {at_least: 2, hardware: gpu}}");

        var (exitCode, output) = await place.RunAsync("verify", Workplace.Config, "--results", "papers");

        exitCode.Should().Be(0, output);
        output.Should().Contain("not measured").And.Contain("claimed for a GPU");
        Directory.Exists(Path.Combine(place.Path, "papers")).Should().BeFalse();
        Directory.Exists(place.Runs.Path).Should().BeFalse();
    }

    [Fact]
    public async Task Quick_verifies_the_short_version_by_its_own_expectations_and_writes_no_results()
    {
        using var place = new Workplace($$"""
            {{Missed}}
            quick:
              train: {duration: 20it}
              expect:
                test/loss: {at_most: 100}
            """);

        var (exitCode, output) = await place.RunAsync("verify", ".", "--quick", "--json");

        exitCode.Should().Be(0, output);
        output.Should().Contain("\"verdict\": \"reproduced\"").And.NotContain("\"metric\": \"test/accuracy\"");
        place.Runs.Experiments().Should().ContainSingle().Which.Name.Should().Be("small-quick");
        Directory.EnumerateFiles(place.Path, "RESULTS.md", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Theory]
    [InlineData("", "small.yaml has no 'expect:' of its own, so there is nothing to verify")]
    [InlineData("expect: {test/acuracy: {at_least: 1}}", "'test/acuracy' is not measured here")]
    public async Task What_cannot_be_verified_is_invalid(string extra, string message)
    {
        using var place = new Workplace(extra);
        var (exitCode, output) = await place.RunAsync("verify", Workplace.Config);
        exitCode.Should().Be(2);
        output.Should().Contain(message);
    }

    [Fact]
    public async Task Check_finds_mistakes_in_the_short_version()
    {
        using var place = new Workplace("quick: {train: {durration: 20it}}");
        var (exitCode, output) = await place.RunAsync("check", Workplace.Config);
        exitCode.Should().Be(2);
        output.Should().Contain("did you mean 'duration'?");
    }

    [Fact]
    public async Task A_verdict_says_nothing_about_configs_that_are_gone()
    {
        using var place = new Workplace("expect: {test/loss: {at_most: 100}}");
        var other = Path.Combine(place.Path, "other.yaml");
        File.WriteAllText(other, $"extends: {Workplace.Config}\ntrain: {{duration: 10it}}\n");
        (await place.RunAsync("verify", ".", "--results", "papers")).ExitCode.Should().Be(0);
        Results(place).Select(row => row[0]).Should().Equal("other.yaml", Workplace.Config);

        File.Delete(other);
        (await place.RunAsync("verify", ".", "--results", "papers")).ExitCode.Should().Be(0);
        Results(place).Select(row => row[0]).Should().Equal(Workplace.Config);
    }

    [Fact]
    public async Task A_folder_is_measured_around_a_faulty_file_and_a_sweep_does_not_make_its_bases_claims()
    {
        using var place = new Workplace("expect: {test/accuracy: {equals: 0.1, tolerance: 0.01, seeds: 2}}");
        void Write(string file, string text) => File.WriteAllText(Path.Combine(place.Path, file), $"extends: {Workplace.Config}\n{text}");
        Write("faulty.yaml", "optimizer: {lrr: 1}\n");
        Write("sweep.yaml", "sweep: {space: {optimizer.lr: grid(0.1, 0.2)}}\n");

        var (exitCode, output) = await place.RunAsync("verify", ".");

        exitCode.Should().Be(2, output);
        output.Should().Contain("faulty.yaml:2:13 error CFG002").And.Contain("better than claimed").And.NotContain("sweep.yaml");
        output.Split('\n').Count(line => line.StartsWith("small.yaml, seed ", StringComparison.Ordinal)).Should().Be(2);
        output.Split('\n').Should().OnlyContain(line => !line.Contains("epoch", StringComparison.Ordinal), "a seed is one line");
        Directory.EnumerateFileSystemEntries(place.Path).Select(Path.GetFileName).Should().BeEquivalentTo("small.yaml", "faulty.yaml", "sweep.yaml", "runs", "mlruns");

        (exitCode, output) = await place.RunAsync("verify", "sweep.yaml");
        exitCode.Should().Be(2);
        output.Should().Contain("sweep.yaml has no 'expect:' of its own");
    }

    [Fact]
    public async Task A_folder_is_measured_around_data_that_cannot_be_had()
    {
        using var place = new Workplace("expect: {test/accuracy: {equals: 0.1, tolerance: 0.01, seeds: 1}}");
        await File.WriteAllTextAsync(Path.Combine(place.Path, "far.yaml"), $"extends: {Workplace.Config}\ndataset: fashion_mnist\nsplit: {{test: null}}\n", TestContext.Current.CancellationToken);
        var nowhere = new Dictionary<string, string> { ["EXPERIMENT_DATA"] = Path.Combine(place.Path, "data"), ["EXPERIMENT_DATA_MIRROR"] = Directory.CreateDirectory(Path.Combine(place.Path, "empty")).FullName };

        using var verify = ExperimentProcess.Start(place.Path, nowhere, "verify", ".");

        (await verify.ExitAsync()).Should().Be(1, verify.Output);
        verify.Output.Should().Contain("far.yaml is left out: its data are not there").And.Contain("small.yaml, seed 3: test/accuracy")
            .And.MatchRegex(@"seed 3: .*, (?<time>[\d.]+ m?s)\n[^$]*small\.yaml .* \k<time> ", "one time is shown for one thing");
    }

    private static IReadOnlyList<string>[] Results(Workplace place) =>
        [.. Csv.Rows(File.ReadAllText(Path.Combine(place.Path, "papers", "results.csv"))).Skip(1)];
}
