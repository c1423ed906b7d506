using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Methods;

/// <summary>A way to train: it owns the algorithm, and the trainer owns time.</summary>
[ComponentKind("method")]
public interface IMethod
{
    /// <summary>Names what the experiment lacks for this method, by the properties of <see cref="Experiment"/>. No tensors here.</summary>
    IEnumerable<ArgumentProblem> Check(Experiment experiment);

    /// <summary>Builds the running algorithm: data, networks, optimizers.</summary>
    Algorithm Build(MethodContext context);
}
