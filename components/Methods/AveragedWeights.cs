using ExperimentRunner.Components.Checkpoints;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Methods;

/// <summary>
/// An exponential moving average of the parameters of a network (Polyak, Juditsky 1992; Tarvainen, Valpola 2017): after each step
/// average ← d average + (1 - d) parameter, from the first weights on. It is what is evaluated, tested and exported. Buffers, such as the
/// statistics of batch normalisation, are averages already and are used as they are.
/// </summary>
internal sealed class AveragedWeights : IDisposable
{
    private readonly double decay;
    private readonly Tensor[] parameters;
    private readonly Tensor[] averages;

    public AveragedWeights(double decay, IEnumerable<Tensor> parameters)
    {
        this.decay = decay;
        this.parameters = [.. parameters];
        using var withoutGradients = no_grad();
        averages = Array.ConvertAll(this.parameters, parameter => parameter.detach().clone().DetachFromDisposeScope());
    }

    /// <summary>Follows the parameters after a step.</summary>
    public void Follow()
    {
        using var withoutGradients = no_grad();
        foreach (var (average, parameter) in averages.Zip(parameters))
        {
            average.lerp_(parameter, 1 - decay);
        }
    }

    /// <summary>Begins anew from the parameters as they are.</summary>
    public void Restart() => Copy(parameters, averages);

    /// <summary>Puts the averages in the parameters' place until disposed of.</summary>
    public IDisposable InPlace()
    {
        using var withoutGradients = no_grad();
        var trained = Array.ConvertAll(parameters, parameter => parameter.detach().clone().DetachFromDisposeScope());
        Copy(averages, parameters);
        return new Return(() =>
        {
            Copy(trained, parameters);
            Array.ForEach(trained, tensor => tensor.Dispose());
        });
    }

    /// <summary>Adds the parameters as they are trained to a checkpoint, whose networks hold the averages.</summary>
    public void Save(CheckpointWriter checkpoint, string part) => checkpoint.Tensors(part, parameters.Select((parameter, index) => ($"{index}", parameter)));

    /// <summary>Takes the averages from the networks, which hold them, and the parameters from the checkpoint.</summary>
    public void Load(CheckpointReader checkpoint, string part)
    {
        Restart();
        using var scope = NewDisposeScope();
        var saved = checkpoint.Tensors(part);
        Copy([.. parameters.Select((_, index) => saved[$"{index}"])], parameters);
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(averages, average => average.Dispose());

    private static void Copy(Tensor[] from, Tensor[] to)
    {
        using var withoutGradients = no_grad();
        foreach (var (source, target) in from.Zip(to))
        {
            target.copy_(source);
        }
    }

    private sealed class Return(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
