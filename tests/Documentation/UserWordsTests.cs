using System.Text.RegularExpressions;
using ExperimentRunner.Components;
using ExperimentRunner.Experiments;
using ExperimentRunner.Registry.Schema;

namespace ExperimentRunner.Tests.Documentation;

/// <summary>Pages and schema speak of keys and components, never of the C# behind them.</summary>
public sealed partial class UserWordsTests
{
    [Fact]
    public void A_reference_to_a_property_reads_as_its_key()
    {
        NameOfCSharp.Matches(LanguagePages.Reference(ExperimentFiles.Registry, typeof(Experiment))).Select(match => match.Value).Should().BeEmpty();
        JsonSchema.Write(ExperimentFiles.Registry, typeof(Experiment)).Should().NotContainAny("WarmupStart", "LearningRate", "BatchSize");
    }

    [GeneratedRegex("`[A-Z][a-z]+([A-Z][a-z]+)*`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameOfCSharp { get; }
}
