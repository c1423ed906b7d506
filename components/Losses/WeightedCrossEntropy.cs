using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary><see cref="CrossEntropy"/> with class weights.</summary>
internal sealed class WeightedCrossEntropy : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly double smoothing;
    private readonly Tensor weights;

    public WeightedCrossEntropy(IReadOnlyList<double> weights, double smoothing)
        : base("cross_entropy")
    {
        this.smoothing = smoothing;
        this.weights = tensor([.. weights.Select(weight => (float)weight)]);
        RegisterComponents(); // a buffer, which moves with the module to its device
    }

    public override Tensor forward(Tensor outputs, Tensor targets)
    {
        var weighted = nn.functional.log_softmax(outputs, 1).mul(weights);
        var ofTargets = weighted.gather(1, targets.unsqueeze(1)).mean();
        return ofTargets.mul(smoothing - 1).sub(weighted.mean().mul(smoothing));
    }
}
