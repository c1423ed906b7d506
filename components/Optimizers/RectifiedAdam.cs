using static TorchSharp.torch;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>The step of <see cref="RAdam"/>: TorchSharp 0.107's own multiplies the rectified step with the learning rate twice.</summary>
internal sealed class RectifiedAdam(
    IEnumerable<TorchSharp.Modules.RAdam.ParamGroup> groups, double rate, double beta1, double beta2, double epsilon, double decay)
    : TorchSharp.Modules.RAdam(groups, rate, beta1, beta2, epsilon, decay)
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
        var (beta1, beta2, decay) = (options.beta1!.Value, options.beta2!.Value, options.weight_decay!.Value);
        gradient = decay == 0 ? gradient : gradient.add(parameter, alpha: decay);
        state.step++;
        state.exp_avg.mul_(beta1).add_(gradient, alpha: 1 - beta1);
        state.exp_avg_sq.mul_(beta2).addcmul_(gradient, gradient, value: 1 - beta2);

        var rate = options.LearningRate!.Value / (1 - Math.Pow(beta1, state.step));
        var correction = 1 - Math.Pow(beta2, state.step);
        var longest = (2 / (1 - beta2)) - 1;
        var length = longest - (2 * state.step * Math.Pow(beta2, state.step) / correction);
        if (length > 5)
        {
            var rectified = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            parameter.addcdiv_(state.exp_avg, state.exp_avg_sq.sqrt().add_(options.eps!.Value), value: -rate * rectified * Math.Sqrt(correction));
        }
        else
        {
            parameter.add_(state.exp_avg, alpha: -rate);
        }
    }
}
