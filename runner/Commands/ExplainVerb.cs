using System.CommandLine;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Reports;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Commands;

/// <summary><c>explain</c>: what stands at a key of a config, who wrote it, and what may stand there.</summary>
internal static class ExplainVerb
{
    internal static Command Create(Terminal terminal)
    {
        var config = Arguments.Config();
        var key = new Argument<string>("KEY") { Description = "The address of a value, such as optimizer.lr." };
        var overrides = Arguments.Overrides();
        var command = new Command("explain", "Explain one value of a config: what it is, where it was written, and what is allowed there.") { config, key, overrides };
        command.SetAction(parsed => Explain(parsed.GetRequiredValue(config), parsed.GetRequiredValue(key), parsed.GetValue(overrides)!, terminal));
        return command;
    }

    private static int Explain(string path, string key, string[] overrides, Terminal terminal)
    {
        // Who wrote a value is asked most often where something is wrong: what can be read is explained beside the mistakes.
        var config = ExperimentFiles.Load(path, overrides);
        var explanation = config.Tree is null ? null : ConfigLoader.Default(ExperimentFiles.Registry).Explain(config, key);
        if (explanation is not null)
        {
            Write(explanation, terminal.Out);
            WriteRanges(explanation.Address, config.Composed!, terminal.Out);
        }

        return ConfigReport.Show(config, terminal, owner: null) is null || explanation is null ? ExitCodes.Invalid : ExitCodes.Done;
    }

    private static void Write(Explanation explanation, TextWriter output)
    {
        output.WriteLine($"{explanation.Address} = {explanation.Value ?? "(not set)"}");
        foreach (var line in explanation.Summary.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            output.WriteLine($"  {line.Trim()}");
        }

        if (explanation.Expected is { } expected)
        {
            output.WriteLine($"  may be: {expected}");
            var isItem = explanation.Argument?.Key != explanation.Address.Segments[^1];
            output.WriteLine($"  default: {explanation.Default ?? (isItem ? "nothing" : "none: it must be written")}");
        }

        foreach (var (writer, index) in explanation.Writers.Select((writer, index) => (writer, index)))
        {
            output.WriteLine($"  {(index == 0 ? "written" : "over")}: {writer.Value}  at {writer.Origin}");
        }
    }

    /// <summary>The ranges that a sweep gives to a value, or to what lies in it or around it.</summary>
    private static void WriteRanges(Address address, MappingNode composed, TextWriter output)
    {
        if ((composed["sweep"] as MappingNode)?["space"] is not { } space)
        {
            return;
        }

        var reader = new SpaceReader([]); // what is wrong with the space, check says
        reader.Read(space);
        foreach (var dimension in reader.Dimensions.Where(dimension =>
            dimension.Address.Equals(address) || dimension.Address.IsBelow(address) || address.IsBelow(dimension.Address)))
        {
            var what = dimension.Address.Equals(address) ? "" : $"{dimension.Address} = ";
            output.WriteLine($"  in a sweep: {what}{string.Join(' ', dimension.Range.Text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))}  at {dimension.Key}");
        }
    }
}
