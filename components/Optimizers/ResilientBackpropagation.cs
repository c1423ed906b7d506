using static TorchSharp.torch;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>The step of <see cref="Rprop"/>: TorchSharp's own reads the learning rate only before the first step, so that no schedule works.</summary>
internal sealed class ResilientBackpropagation(
    IEnumerable<TorchSharp.Modules.Rprop.ParamGroup> groups, double rate, double shrink, double grow, double smallest, double largest)
    : TorchSharp.Modules.Rprop(groups, rate, shrink, grow, smallest, largest)
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
        var agreement = gradient.mul(state.prev).sign_();
        var hasTurned = agreement.lt(0);
        var factor = ones_like(agreement).masked_fill_(agreement.gt(0), options.etaplus!.Value).masked_fill_(hasTurned, options.etaminus!.Value);
        state.step++;
        state.step_size.mul_(factor).clamp_(options.min_step!.Value, options.max_step!.Value);
        state.prev.copy_(gradient).masked_fill_(hasTurned, 0);
        parameter.addcmul_(state.prev.sign(), state.step_size, value: -FactorOf(options));
    }

    private static double FactorOf(Options options) =>
        options.InitialLearningRate == 0 ? 0 : options.LearningRate!.Value / options.InitialLearningRate;
}
