using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>The values of one trial.</summary>
/// <param name="Changes">The values, as changes to the config.</param>
/// <param name="Texts">The same for people, one a value: <c>optimizer.lr=0.01</c>.</param>
public sealed record Assignment(IReadOnlyList<Override> Changes, IReadOnlyList<string> Texts)
{
    /// <summary>All values in one line.</summary>
    public string Text => string.Join(' ', Texts);

    /// <summary>The values by what they are given to.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values => Texts.Select(text => text.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1]));
}
