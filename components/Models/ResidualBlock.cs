using static TorchSharp.torch;

namespace ExperimentRunner.Components.Models;

/// <summary>Two 3×3 convolutions with batch normalisation whose result is added to the input (He et al. 2016, figure 2).</summary>
internal sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> conv1;
    private readonly nn.Module<Tensor, Tensor> bn1;
    private readonly nn.Module<Tensor, Tensor> conv2;
    private readonly nn.Module<Tensor, Tensor> bn2;
    private readonly nn.Module<Tensor, Tensor>? shortcut;
    private readonly long added;

    public ResidualBlock(long inputs, long outputs, long stride, ShortcutOption option)
        : base(nameof(ResidualBlock))
    {
        conv1 = Convolution(inputs, outputs, stride);
        bn1 = nn.BatchNorm2d(outputs);
        conv2 = Convolution(outputs, outputs, stride: 1);
        bn2 = nn.BatchNorm2d(outputs);
        added = stride == 1 && inputs == outputs ? 0 : outputs - inputs;
        if (added > 0 && option == ShortcutOption.B)
        {
            shortcut = nn.Sequential(("0", Started(nn.Conv2d(inputs, outputs, 1L, stride, bias: false))), ("1", nn.BatchNorm2d(outputs)));
        }

        RegisterComponents();
    }

    /// <summary>A 3×3 convolution without biases, with weights as in He et al. 2015.</summary>
    public static nn.Module<Tensor, Tensor> Convolution(long inputs, long outputs, long stride) =>
        Started(nn.Conv2d(inputs, outputs, 3L, stride, padding: 1L, bias: false));

    public override Tensor forward(Tensor input)
    {
        // What the backward pass does not need is freed here and not at the end of the step.
        using var scope = NewDisposeScope();
        var hidden = bn1.call(conv1.call(input)).relu_();
        var output = bn2.call(conv2.call(hidden)).add_(Shortcut(input));
        return output.relu_().MoveToOuterDisposeScope();
    }

    private static TorchSharp.Modules.Conv2d Started(TorchSharp.Modules.Conv2d convolution)
    {
        nn.init.kaiming_normal_(convolution.weight!, nonlinearity: nn.init.NonlinearityType.ReLU);
        return convolution;
    }

    private Tensor Shortcut(Tensor input)
    {
        if (added == 0)
        {
            return input;
        }

        var (before, after) = (added / 2, added - (added / 2));
        return shortcut?.call(input)
            ?? nn.functional.pad(input.slice(2, 0, input.shape[2], 2).slice(3, 0, input.shape[3], 2), [0, 0, 0, 0, before, after]);
    }
}
