using static TorchSharp.torch;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// The step of <see cref="Asgd"/>: TorchSharp's own computes a step's size at the end of the step before, so that the schedule
/// lags behind and its first factor never counts.
/// </summary>
internal sealed class AveragedGradientDescent(
    IEnumerable<TorchSharp.Modules.ASGD.ParamGroup> groups, double rate, double lambda, double alpha, double start, double decay)
    : TorchSharp.Modules.ASGD(groups, rate, lambda, alpha, start, decay)
{
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(
        group =>
        {
            foreach (var parameter in group.Parameters)
            {
                if (parameter.grad is { } gradient)
                {
                    Update(parameter, gradient, (State)_state[parameter.Handle], group.Options);
                }
            }
        },
        closure);

    private static void Update(Tensor parameter, Tensor gradient, State state, Options options)
    {
        var (rate, lambda, decay) = (options.LearningRate!.Value, options.lambd!.Value, options.weight_decay!.Value);
        gradient = decay == 0 ? gradient : gradient.add(parameter, alpha: decay);
        state.eta = rate / Math.Pow(1 + (lambda * rate * state.step), options.alpha!.Value);
        state.mu = 1 / Math.Max(1, state.step - options.t0!.Value);
        state.step++;
        parameter.mul_(1 - (lambda * state.eta)).add_(gradient, alpha: -state.eta);
        state.ax.add_(parameter.sub(state.ax), alpha: state.mu);
    }
}
