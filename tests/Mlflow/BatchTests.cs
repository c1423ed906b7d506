using System.Text;
using System.Text.Json;
using CsCheck;
using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow;

public sealed class BatchTests
{
    private const int Megabyte = 1_000_000;

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.String[0, 20], Gen.Int[0, 6000].Select(length => new string('"', length)), Gen.Int[0, 6000].Select(length => new string('実', length)));

    private static readonly Gen<List<Entry>> Entries = Gen.Select(Texts, Texts, (key, value) => new Entry(key, value)).List[0, 300];

    private static readonly Gen<List<Metric>> Metrics = Gen.Select(Gen.String[0, 250], Gen.Double, Gen.Long, Gen.Long, (key, value, time, step) => new Metric(key, value, time, step)).List[0, 2500];

    [Fact]
    public void Nothing_is_lost_and_the_order_stays() => Gen.Select(Metrics, Entries, Entries).Sample(
        (metrics, parameters, tags) =>
        {
            var batches = MlflowBatch.Split(metrics, parameters, tags).ToArray();
            return batches.SelectMany(batch => batch.Metrics).SequenceEqual(metrics)
                && batches.SelectMany(batch => batch.Params).SequenceEqual(parameters)
                && batches.SelectMany(batch => batch.Tags).SequenceEqual(tags);
        },
        iter: 20);

    [Fact]
    public void Every_batch_is_within_the_limits() => Gen.Select(Metrics, Entries, Entries).Sample(
        (metrics, parameters, tags) => MlflowBatch.Split(metrics, parameters, tags).All(batch =>
            batch.Metrics.Count <= 1000 && batch.Params.Count <= 100 && batch.Tags.Count <= 100
            && batch.Metrics.Count + batch.Params.Count + batch.Tags.Count is > 0 and <= 1000
            && Bytes(batch) < Megabyte),
        iter: 20);

    [Fact]
    public void Long_values_that_must_be_escaped_are_spread()
    {
        Entry[] parameters = [.. Enumerable.Range(0, 100).Select(index => new Entry($"p{index}", new string('\u0001', MlflowLimits.ParamValue)))];

        var batches = MlflowBatch.Split([], parameters, []).ToArray();

        batches.Should().HaveCountGreaterThan(1).And.OnlyContain(batch => Bytes(batch) < Megabyte);
    }

    [Fact]
    public void Ordinary_values_fill_a_batch() =>
        MlflowBatch.Split([], Enumerable.Range(0, 200).Select(index => new Entry($"optimizer.{index}", new string('x', 6000))), []).Should().HaveCount(2);

    [Fact]
    public void Nothing_makes_no_batch() => MlflowBatch.Split([], [], []).Should().BeEmpty();

    private static int Bytes(MlflowBatch batch) => Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(
        new LogBatch(new string('a', 32), batch.Metrics, batch.Params, batch.Tags), WireJson.Default.LogBatch));
}
