using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Datasets.Inputs;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Sampling;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Methods;

/// <summary>
/// A method that learns from a data set. It feeds batches, accumulates, evaluates whole sets with the experiment's metrics, and answers
/// single inputs. A method of one's own says what the outputs and the loss of a batch are, and keeps its networks and updaters; one that
/// updates otherwise than by one loss and one updater overrides <see cref="Learn"/>.
/// </summary>
public abstract class DataTraining : Algorithm
{
    private readonly int batchSize;
    private readonly Experiment experiment;
    private readonly DatasetContent content;
    private readonly Device device;
    private readonly Dictionary<string, Feed> feeds;
    private Updater? updater;

    /// <summary>Reads the data and feeds them.</summary>
    /// <param name="context">What to build from.</param>
    /// <exception cref="InvalidOperationException">Samples differ in shape between the splits.</exception>
    protected DataTraining(MethodContext context)
    {
        experiment = context.Experiment;
        batchSize = experiment.Train.BatchSize;
        device = context.Device;
        (content, Splits) = context.Data();
        Training = FeedOf(Splits.Train, DataSplit.Train, experiment.Train.Sampling.Build(Splits.Train, content.Spec));
        feeds = new() { ["train"] = Training, ["val"] = FeedOf(Splits.Validation, DataSplit.Val), ["test"] = FeedOf(Splits.Test, DataSplit.Test) };
        foreach (var (name, set) in Splits.ExtraTests)
        {
            feeds.Add(name, FeedOf(set, DataSplit.Test));
        }

        RequireOneShape();
    }

    /// <inheritdoc/>
    public override long? StepsPerEpoch => (Training.Count + batchSize - 1) / batchSize;

    /// <inheritdoc/>
    public override long SamplesPerStep => batchSize;

    /// <inheritdoc/>
    public override long SamplesOf(long step) => Math.Min(batchSize, Training.Count - ((int)(step % StepsPerEpoch!.Value) * batchSize));

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, long> Samples => feeds.ToDictionary(feed => feed.Key, feed => (long)feed.Value.Count);

    /// <inheritdoc/>
    public override IReadOnlyList<string> TestSets => ["test", .. content.ExtraTests.Keys];

    /// <inheritdoc/>
    public override string? DataDigest => content.Digest;

    /// <summary>The fields of a batch, after augmentation.</summary>
    public sealed override DataSpec Spec => Training.Spec;

    /// <summary>The samples to train on.</summary>
    protected Feed Training { get; }

    /// <summary>Which samples train, validate and test.</summary>
    protected Splits.DataSplits Splits { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<SampleView> FirstSamples()
    {
        using var scope = NewDisposeScope();
        return SampleView.Of(Training.Fetch(epoch: 0, start: 0, Math.Min(SampleView.Most, Math.Min(batchSize, Training.Count))));
    }

    /// <inheritdoc/>
    public override void Step(StepContext step)
    {
        var (epoch, position) = Math.DivRem(step.Progress.Step, StepsPerEpoch!.Value);
        Learn(step, new StepBatches(Training, epoch, (int)position * batchSize, (int)SamplesOf(step.Progress.Step), experiment.Train.Accumulate));
    }

    /// <inheritdoc/>
    public override EvaluationResult Evaluate(string split)
    {
        var feed = feeds[split];
        if (feed.Count == 0)
        {
            return EvaluationResult.None;
        }

        using var evaluation = new Evaluation(experiment.Metrics, Spec);
        ForEachBatch(split, (outputs, batch) => evaluation.Add(outputs, batch, Loss(outputs, batch).ToDouble(), LossWeight(batch)));
        return evaluation.Result();
    }

    /// <summary>Goes through a set in evaluation, without gradients.</summary>
    /// <param name="set">A key of <see cref="Samples"/>.</param>
    /// <param name="action">Takes what the model gives for a batch, and the batch; both are freed afterwards.</param>
    /// <exception cref="InvalidOperationException">There is no such set.</exception>
    public void ForEachBatch(string set, Action<Outputs, Batch> action)
    {
        var feed = feeds.GetValueOrDefault(set) ?? throw new InvalidOperationException($"there is no set '{set}'; there are {string.Join(", ", feeds.Keys)}");
        using var noGradients = no_grad();
        InEvaluation(() =>
        {
            for (var start = 0; start < feed.Count; start += batchSize)
            {
                using var scope = NewDisposeScope();
                var batch = feed.Fetch(epoch: 0, start, Math.Min(batchSize, feed.Count - start));
                action(Outputs(batch), batch);
            }
        });
    }

    /// <summary>The model's answers to inputs that are in no data set, augmented as those of a test.</summary>
    /// <param name="inputs">Inputs as the data set has them.</param>
    public IReadOnlyList<Prediction> Predict(NewInputs inputs)
    {
        inputs.Samples.MoveTo(device);
        using var feed = FeedOf(SampleSubset.All(inputs.Samples), DataSplit.Test);
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var answers = new List<Prediction>();
        InEvaluation(() =>
        {
            for (var start = 0; start < feed.Count; start += batchSize)
            {
                using var inner = NewDisposeScope();
                var batch = feed.Fetch(epoch: 0, start, Math.Min(batchSize, feed.Count - start));
                answers.AddRange(Answers(Outputs(batch), [.. inputs.Names.Skip(start).Take((int)batch.Size)]));
            }
        });
        return answers;
    }

    /// <summary>Inputs that are in no set, as the data set or the meanings of its fields read them.</summary>
    /// <param name="path">A file or folder.</param>
    public NewInputs Read(string path) => (content.Inputs ?? new FileInputs(content.Spec)).Read(path);

    /// <summary>What the model gives for a batch: what is measured, and what answers single inputs.</summary>
    protected abstract Outputs Outputs(Batch batch);

    /// <summary>What outputs say about inputs, in people's terms: an answer of the one field that is asked for, unless overridden.</summary>
    /// <param name="outputs">What the model gave.</param>
    /// <param name="inputs">What each input is called.</param>
    /// <exception cref="InvalidDataException">The method has no model that answers single inputs.</exception>
    protected virtual IReadOnlyList<Prediction> Answers(Outputs outputs, IReadOnlyList<string> inputs) =>
        Spec.Target.Meaning.Predictions(Spec.Target, outputs, inputs);

    /// <summary>The loss of a batch, a tensor without dimensions: the mean over its samples.</summary>
    /// <param name="outputs">What the model gave.</param>
    /// <param name="batch">The batch.</param>
    protected abstract Tensor Loss(Outputs outputs, Batch batch);

    /// <summary>What the loss of a batch counts in the mean over an evaluation: its number of samples, unless overridden.</summary>
    protected virtual double LossWeight(Batch batch) => batch.Size;

    /// <summary>The loss of a part of a step: that of its batch, unless a method looks at the samples otherwise.</summary>
    protected virtual Tensor Loss(StepBatch part) => Loss(Outputs(part.Batch), part.Batch);

    /// <summary>Takes one optimizer step: the updater that was set follows the loss, unless overridden.</summary>
    /// <param name="step">The step.</param>
    /// <param name="batches">Its samples.</param>
    protected virtual void Learn(StepContext step, StepBatches batches) =>
        (updater ?? throw new InvalidOperationException($"{GetType().Name} has neither an updater nor a way to learn of its own")).Update(step, batches, Loss);

    /// <summary>Keeps the updater that follows the loss.</summary>
    protected void LearnWith(Updater only) => updater = Keep(only);

    /// <summary>A feed of some samples, with the experiment's augmentation.</summary>
    /// <param name="subset">The samples.</param>
    /// <param name="split">What they serve.</param>
    /// <param name="order">What makes up an epoch; null for each sample once, in their order.</param>
    protected Feed FeedOf(SampleSubset subset, DataSplit split, EpochOrder? order = null) =>
        new(subset, split, experiment.Augmentation, experiment.Train.Seed, device, order);

    /// <summary>Parts that do not fit each other, or the data, show before the first step; call it when all is built. Draws nothing and changes nothing.</summary>
    protected void TryOneSample()
    {
        using var withoutGradients = no_grad();
        InEvaluation(() =>
        {
            foreach (var feed in feeds.Values.Where(feed => feed.Count > 0))
            {
                using var scope = NewDisposeScope();
                using var evaluation = new Evaluation(experiment.Metrics, Spec);
                var sample = feed.Fetch(epoch: 0, start: 0, length: 1);
                var outputs = Outputs(sample);
                evaluation.Add(outputs, sample, Loss(outputs, sample).ToDouble(), weight: 1);
                evaluation.Result();
            }
        });
    }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string>? Metadata(string network) => ModelMetadata.Of(Spec);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var feed in feeds.Values)
        {
            feed.Dispose();
        }

        base.Dispose(disposing);
    }

    private void InEvaluation(Action action)
    {
        nn.Module[] training = [.. Networks.Where(network => network.training)];
        Array.ForEach(training, network => network.eval());
        try
        {
            WithAverages(action);
        }
        finally
        {
            Array.ForEach(training, network => network.train());
        }
    }

    /// <summary>Models see samples of training first: those of every split must have their shape.</summary>
    private void RequireOneShape()
    {
        foreach (var (split, feed) in feeds.Where(entry => entry.Value.Count > 0))
        {
            foreach (var (field, other) in Training.Spec.Given.Zip(feed.Spec.Given))
            {
                if (!field.Shape.SequenceEqual(other.Shape))
                {
                    throw new InvalidOperationException(
                        $"augmentation: inputs are [{string.Join(", ", field.Shape)}] in training and [{string.Join(", ", other.Shape)}] in {split}: resize both, "
                        + "for example by 'resize' in front, which serves every split");
                }
            }
        }
    }
}
