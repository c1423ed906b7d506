using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data;

/// <summary>What a model gives for a batch: one tensor, or several under names.</summary>
public readonly struct Outputs
{
    private readonly Tensor? one;
    private readonly IReadOnlyDictionary<string, Tensor>? named;

    /// <summary>One tensor [B, …].</summary>
    public Outputs(Tensor one) => this.one = one;

    /// <summary>Several tensors, each under a name of its own.</summary>
    public Outputs(IReadOnlyDictionary<string, Tensor> named) => this.named = named;

    /// <summary>The one tensor.</summary>
    /// <exception cref="InvalidOperationException">The model gives several.</exception>
    public Tensor One => one ?? throw new InvalidOperationException($"a model with one output is needed here, and this one gives {string.Join(", ", named?.Keys ?? [])}");

    /// <summary>One of several tensors.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public Tensor this[string name] => named is not null && named.TryGetValue(name, out var found) ? found
        : throw new InvalidOperationException($"this model gives no output '{name}'; it gives {(named is null ? "one without a name" : string.Join(", ", named.Keys))}");

    /// <summary>Whether there is one tensor, without a name.</summary>
    public bool IsOne => one is not null;

    /// <summary>All tensors, the one without a name under <c>output</c>.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> All => one is not null ? [KeyValuePair.Create("output", one)] : named ?? (IEnumerable<KeyValuePair<string, Tensor>>)[];

    /// <summary>One tensor.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "the constructor is the alternate")]
    public static implicit operator Outputs(Tensor one) => new(one);

    /// <summary>Does something to each tensor.</summary>
    public Outputs Select(Func<Tensor, Tensor> change) =>
        one is not null ? new(change(one)) : new(named!.ToDictionary(entry => entry.Key, entry => change(entry.Value)));
}
