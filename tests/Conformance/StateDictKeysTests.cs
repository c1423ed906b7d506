using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Golden;

namespace ExperimentRunner.Tests.Conformance;

public sealed class StateDictKeysTests : TensorTest
{
    /// <summary>Checkpoints of older versions must load: a key that changes needs a new version of the component.</summary>
    [Fact]
    public void StayAsRecorded() =>
        GoldenFile.Check(string.Concat(BuiltIn.All<IModel>().SelectMany(Lines)), "state-dict-keys.txt");

    private static IEnumerable<string> Lines(IModel component)
    {
        using var model = component.Build(Fields.Of([1, 8, 8], classes: 10)).Plain();
        var attribute = (ComponentAttribute)Attribute.GetCustomAttribute(component.GetType(), typeof(ComponentAttribute))!;
        return [.. model.state_dict().Select(entry => $"{attribute.Name} {attribute.Version} {entry.Key} [{string.Join(", ", entry.Value.shape)}]\n")];
    }
}
