using System.Globalization;
using Newtonsoft.Json.Linq;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>
/// The message of <c>runs/log-batch</c> as protobuf reads it from JSON, field after field. At the first field that it cannot read it
/// stops, and the server goes on with what it has: that field and all behind it keep their defaults, nobody is told.
/// </summary>
internal sealed class LogBatchBody
{
    internal List<(string Key, double Value, long Timestamp, long Step, string? Model)> Metrics { get; } = [];

    internal List<KeyValuePair<string, string>> Params { get; } = [];

    internal List<KeyValuePair<string, string>> Tags { get; } = [];

    internal string? RunId { get; private set; }

    internal static LogBatchBody Of(JObject json)
    {
        var body = new LogBatchBody();
        foreach (var field in json.Properties())
        {
            if (!body.TryRead(field))
            {
                break;
            }
        }

        return body;
    }

    private bool TryRead(JProperty field) => field.Name switch
    {
        "run_id" => (RunId = field.Value.ToString()) is not null,
        "metrics" => field.Value.Children<JObject>().All(TryReadMetric),
        "params" => field.Value.Children<JObject>().All(entry => TryReadEntry(entry, Params)),
        "tags" => field.Value.Children<JObject>().All(entry => TryReadEntry(entry, Tags)),
        _ => true, // unknown fields are ignored
    };

    private static bool TryReadEntry(JObject entry, List<KeyValuePair<string, string>> entries)
    {
        entries.Add(new(entry.Required("key"), entry.Optional("value") ?? ""));
        return entry["value"]?.Type == JTokenType.String;
    }

    private bool TryReadMetric(JObject metric)
    {
        foreach (var required in new[] { "key", "value", "timestamp" }.Where(key => metric[key] is null))
        {
            throw Refusal.Invalid($"Missing value for required parameter 'metrics[{Metrics.Count}].{required}'.");
        }

        var (read, isWhole) = (Key: "", Value: 0.0, Timestamp: 0L, Step: 0L, Model: default(string)) is var empty ? (empty, true) : default;
        foreach (var field in metric.Properties().TakeWhile(_ => isWhole))
        {
            isWhole = field.Name switch
            {
                "key" => (read.Key = field.Value.ToString()) is not null,
                "value" => TryReadDouble(field.Value, out read.Value),
                "timestamp" => TryReadLong(field.Value, out read.Timestamp),
                "step" => TryReadLong(field.Value, out read.Step),
                "model_id" => (read.Model = field.Value.ToString()) is not null,
                _ => true,
            };
        }

        Metrics.Add(read);
        return isWhole;
    }

    /// <summary>A number, or a text that holds one; what is not finite only as a text.</summary>
    private static bool TryReadDouble(JToken token, out double number)
    {
        number = 0;
        return token switch
        {
            { Type: JTokenType.Integer or JTokenType.Float } => double.IsFinite(number = token.Value<double>()) || (number = 0) != 0,
            { Type: JTokenType.String } => TryReadText(token.Value<string>()!, out number),
            _ => false,
        };
    }

    private static bool TryReadText(string text, out double number)
    {
        (number, var isNamed) = text switch
        {
            "NaN" => (double.NaN, true),
            "Infinity" => (double.PositiveInfinity, true),
            "-Infinity" => (double.NegativeInfinity, true),
            _ => (0, false),
        };
        return isNamed || double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryReadLong(JToken token, out long number)
    {
        number = 0;
        return token switch
        {
            { Type: JTokenType.Integer } => (number = token.Value<long>()) == number,
            { Type: JTokenType.Float } when token.Value<double>() is var real && real == Math.Truncate(real) => (number = (long)real) == number,
            { Type: JTokenType.String } => long.TryParse(token.Value<string>(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }
}
