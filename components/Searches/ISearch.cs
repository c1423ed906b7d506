using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Searches;

/// <summary>Decides which points of a space a sweep tries.</summary>
[Instead("no search here learns from earlier trials: 'sobol' covers the space evenly, and the pruner 'asha' ends what does badly", "bayes", "bayesian", "bayes_opt", "tpe", "TPESampler", "bohb", "gp", "GPSampler", "cmaes", "CmaEsSampler", "hyperopt", "optuna", "nevergrad")]
[ComponentKind("search")]
public interface ISearch
{
    /// <summary>
    /// Begins a search. Pure: the same space and seed, asked and told in the same order, give the same points, so that a sweep which
    /// was killed replays its journal and goes on.
    /// </summary>
    /// <param name="space">What is searched.</param>
    /// <param name="seed">Of everything that it draws.</param>
    /// <exception cref="InvalidOperationException">The space does not fit this search; the message says how.</exception>
    ISearcher Begin(SearchSpace space, long seed);
}
