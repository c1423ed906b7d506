using System.Runtime.CompilerServices;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Conformance;

public sealed class StateDictKeysTests : TensorTest
{
    /// <summary>Checkpoints of older versions must load: a key that changes needs a new version of the component.</summary>
    [Fact]
    public void StayAsRecorded() =>
        string.Join('\n', BuiltIn.All<IModel>().SelectMany(Lines)).Should().Be(File.ReadAllText(Recorded()).TrimEnd());

    private static IEnumerable<string> Lines(IModel component)
    {
        using var model = component.Build(new DataSpec { InputShape = [1, 8, 8], Classes = 10 });
        var attribute = (ComponentAttribute)Attribute.GetCustomAttribute(component.GetType(), typeof(ComponentAttribute))!;
        return [.. model.state_dict().Select(entry => $"{attribute.Name} {attribute.Version} {entry.Key} [{string.Join(", ", entry.Value.shape)}]")];
    }

    private static string Recorded([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "state-dict-keys.txt");
}
