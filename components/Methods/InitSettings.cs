using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Methods;

/// <summary>The weights that a network begins with, in place of fresh ones: those of an earlier run, or of a file.</summary>
public sealed record InitSettings : IValidate
{
    /// <summary>
    /// Where the weights are from: a file in the format safetensors, or a run, by its name, its id or its folder, of which the best checkpoint
    /// is taken. What they are is part of a run's identity, where they lie is not.
    /// </summary>
    [Synonyms("checkpoint", "ckpt_path", "load_from", "pretrained", "resume_from_checkpoint")]
    [ContentIdentity, Length(1)]
    public string? From { get; init; }

    /// <summary>Which network of a run: <c>model</c>, or the name under which a method with several networks keeps it.</summary>
    [Length(1)]
    public string Network { get; init; } = "model";

    /// <summary>Patterns of the parameters that stay as they are, such as <c>stage0.*</c>; <c>*</c> freezes all.</summary>
    public IReadOnlyList<string> Freeze { get; init; } = [];

    /// <summary>
    /// How names in the file become names of the network: of those that are, or begin with, a key here, that part is replaced by the value;
    /// the longest key counts.
    /// </summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether every value of the network must be found in the file with its shape, and every value of the file be used; else what was not is reported, and begins afresh.</summary>
    public bool Strict { get; init; } = true;

    /// <summary>The same for each of several models, by its name.</summary>
    public IReadOnlyDictionary<string, InitSettings> Models { get; init; } = new Dictionary<string, InitSettings>();

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (From is null && (Map.Count > 0 || !Strict))
        {
            yield return new ArgumentProblem(nameof(From), "say where the weights are from, for example 'from: quickstart'");
        }

        foreach (var (name, _) in Models.Where(model => model.Value.Models.Count > 0))
        {
            yield return new ArgumentProblem(nameof(Models), "a model has no models of its own") { Entry = name };
        }
    }
}
