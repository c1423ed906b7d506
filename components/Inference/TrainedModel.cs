using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Inference;

/// <summary>A trained model with its data, to be measured and asked. Used on one thread.</summary>
public sealed class TrainedModel : IDisposable
{
    private readonly DisposeScope scope;
    private readonly DataShelf shelf = new();
    private readonly Algorithm algorithm;

    /// <summary>Builds a model and loads its weights.</summary>
    /// <param name="experiment">The experiment that trained it.</param>
    /// <param name="checkpoint">The folder of the checkpoint.</param>
    /// <param name="threads">Threads inside operations.</param>
    /// <param name="dataFolder">The folder that holds fetched data sets.</param>
    /// <exception cref="InvalidDataException">The checkpoint is of another model, or the data changed since.</exception>
    public TrainedModel(Experiment experiment, string checkpoint, int threads, string dataFolder)
    {
        LibTorch.Load();
        Threads.Use(threads);
        scope = NewDisposeScope();
        algorithm = experiment.Method.Build(new MethodContext(experiment, TrainingDevice.Find(experiment.Train.Device), dataFolder, shelf));
        var saved = CheckpointReader.Open(checkpoint);
        saved.Values<TrainerState>(TrainerState.Part).RefuseOtherData(algorithm.DataDigest);
        algorithm.LoadWeights(saved);
    }

    /// <summary>Measures the model on a set.</summary>
    /// <param name="split"><c>train</c>, <c>val</c>, <c>test</c>, or the name of a further test set.</param>
    /// <returns>The metrics by full name, such as <c>test/accuracy</c>.</returns>
    /// <exception cref="InvalidDataException">There is no such set, or it is empty.</exception>
    public IReadOnlyDictionary<string, double> Evaluate(string split)
    {
        if (algorithm.Samples.GetValueOrDefault(split) == 0)
        {
            throw new InvalidDataException($"there is nothing to evaluate on in '{split}'; there are: "
                + string.Join(", ", algorithm.Samples.Where(entry => entry.Value > 0).Select(entry => entry.Key)));
        }

        return algorithm.Evaluate(split).Values.ToDictionary(entry => $"{split}/{entry.Key}", entry => entry.Value);
    }

    /// <summary>Asks the model about every input of a file.</summary>
    /// <param name="path">A file or folder of inputs as the data set reads them.</param>
    /// <exception cref="InvalidDataException">The file does not hold inputs of this model, or the method has no model to ask.</exception>
    public IReadOnlyList<Prediction> Predict(string path)
    {
        if (algorithm is not DataTraining training)
        {
            throw new InvalidDataException("the method of this run has no model that answers single inputs");
        }

        using var inner = NewDisposeScope();
        using var inputs = training.Read(path);
        return training.Predict(inputs);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        algorithm.Dispose();
        shelf.Dispose();
        scope.Dispose();
    }
}
