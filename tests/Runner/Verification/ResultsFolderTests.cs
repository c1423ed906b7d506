using ExperimentRunner.Ledger;
using ExperimentRunner.Verification;

namespace ExperimentRunner.Tests.Runner.Verification;

public sealed class ResultsFolderTests : IDisposable
{
    private readonly string place = Directory.CreateTempSubdirectory("results").FullName;

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public void A_claim_that_is_not_measured_this_time_keeps_its_row_and_one_that_is_gone_loses_it()
    {
        var config = Config("two.yaml");
        var other = Config("other.yaml");
        Keep(Row(config, "test/accuracy", 0.9), Row(config, "test/loss", 0.3), Row(other, "test/loss", 0.5));

        Keep(Row(config, "test/accuracy", 0.91), Row(config, "test/loss", double.NaN, Verdict.NotMeasured));
        Results().Should().Contain("0.91").And.Contain("0.3").And.Contain("0.5").And.NotContain("0.9,");

        Keep(Row(config, "test/accuracy", 0.92));
        Results().Should().Contain("0.92").And.Contain("0.5").And.NotContain("0.3", "nothing claims test/loss any more");
    }

    private void Keep(params ClaimRow[] rows) => new ResultsFolder(place, new FileLease(Path.Combine(place, "lock"))).Keep(rows);

    private string Results() => File.ReadAllText(Path.Combine(place, "results.csv"));

    private string Config(string name)
    {
        var path = Path.Combine(place, name);
        File.WriteAllText(path, "");
        return path;
    }

    private static ClaimRow Row(string config, string metric, double mean, Verdict verdict = Verdict.Reproduced) =>
        new() { Config = config, Metric = metric, Claim = "a claim", Mean = mean, Seeds = 1, Verdict = verdict };
}
