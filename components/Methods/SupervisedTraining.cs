using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Sampling;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Methods;

/// <summary><see cref="Supervised"/> at work.</summary>
internal sealed class SupervisedTraining : Algorithm
{
    private readonly int batchSize;
    private readonly int parts;
    private readonly IReadOnlyList<IMetric> metrics;
    private readonly IReadOnlyList<IAugmentation> augmentation;
    private readonly Device device;
    private readonly DatasetContent content;
    private readonly DataSpec spec;
    private readonly nn.Module<Tensor, Tensor> model;
    private readonly nn.Module<Tensor, Tensor, Tensor> loss;
    private readonly Updater updater;
    private readonly Dictionary<string, Feed> feeds;
    private readonly Feed training;

    public SupervisedTraining(MethodContext context)
    {
        var experiment = context.Experiment;
        batchSize = experiment.Train.BatchSize;
        parts = experiment.Train.Accumulate;
        metrics = experiment.Metrics;
        augmentation = experiment.Augmentation;
        device = context.Device;
        (content, var splits) = context.Data();

        Feed FeedOf(SampleSubset subset, DataSplit split, EpochOrder? order = null) =>
            new(subset, split, experiment.Augmentation, experiment.Train.Seed, context.Device, order);
        training = FeedOf(splits.Train, DataSplit.Train, experiment.Train.Sampling.Build(splits.Train, content.Spec));
        feeds = new()
        {
            ["train"] = training,
            ["val"] = FeedOf(splits.Validation, DataSplit.Val),
            ["test"] = FeedOf(splits.Test, DataSplit.Test),
        };
        foreach (var (name, set) in splits.ExtraTests)
        {
            feeds.Add(name, FeedOf(set, DataSplit.Test));
        }

        spec = content.Spec with { InputShape = InputShape() };
        model = experiment.Model!.Build(spec).to(context.Device);
        loss = experiment.Loss!.Build(spec).to(context.Device);
        updater = new Updater(name: null, experiment.Optimizer!.One!, experiment.Schedule, experiment.Train, model);
        Parameters = model.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel());
        TryOneSample();
    }

    public override long? StepsPerEpoch => (training.Count + batchSize - 1) / batchSize;

    public override long SamplesPerStep => batchSize;

    public override long SamplesOf(long step) => Math.Min(batchSize, training.Count - ((int)(step % StepsPerEpoch!.Value) * batchSize));

    public override long Parameters { get; }

    public override IReadOnlyDictionary<string, long> Samples => feeds.ToDictionary(feed => feed.Key, feed => (long)feed.Value.Count);

    public override IReadOnlyList<string> TestSets => ["test", .. content.ExtraTests.Keys];

    public override string? DataDigest => content.Digest;

    public override IReadOnlyList<LoggedImage> FirstImages()
    {
        if (spec.InputShape is not [_, _, _])
        {
            return [];
        }

        using var scope = NewDisposeScope();
        return BatchImages.Of(training.Fetch(epoch: 0, start: 0, Math.Min(BatchImages.Most, Math.Min(batchSize, training.Count))), spec);
    }

    public override void Step(StepContext step)
    {
        var (epoch, position) = Math.DivRem(step.Progress.Step, StepsPerEpoch!.Value);
        var start = (int)position * batchSize;
        var size = (int)SamplesOf(step.Progress.Step);

        updater.Update(step, () =>
        {
            for (var part = 0; part < parts; part++)
            {
                var (from, to) = ((int)((long)size * part / parts), (int)((long)size * (part + 1) / parts));
                if (to > from)
                {
                    // What one part makes is freed before the next.
                    using var scope = parts > 1 ? NewDisposeScope() : null;
                    LearnFrom(training.Fetch(epoch, start + from, to - from), (double)(to - from) / size, step);
                }
            }
        });
    }

    public override EvaluationResult Evaluate(string split)
    {
        var feed = feeds[split];
        if (feed.Count == 0)
        {
            return EvaluationResult.None;
        }

        var accumulators = metrics.Select(metric => (metric.Name, Accumulator: metric.Build(spec))).ToList();
        model.eval();
        try
        {
            var meanLoss = OverAllBatches(feed, accumulators.ConvertAll(entry => entry.Accumulator));
            return Results(meanLoss, accumulators);
        }
        finally
        {
            model.train();
            accumulators.ForEach(entry => entry.Accumulator.Dispose());
        }
    }

    public override DatasetContent? Data => content;

    public override DataSpec? Spec => spec;

    public override IEnumerable<nn.Module> Networks => [model];

    public override Tensor Predict(ISamples inputs)
    {
        inputs.MoveTo(device);
        using var feed = new Feed(SampleSubset.All(inputs), DataSplit.Test, augmentation, seed: 0, device);
        model.eval();
        try
        {
            return cat([.. Enumerable.Range(0, (feed.Count + batchSize - 1) / batchSize).Select(batch => Answer(feed, batch * batchSize))]);
        }
        finally
        {
            model.train();
        }
    }

    public override void Save(CheckpointWriter checkpoint)
    {
        checkpoint.Module("model", model, ModelMetadata.Of(spec, content));
        updater.Save(checkpoint);
    }

    public override void Load(CheckpointReader checkpoint)
    {
        LoadWeights(checkpoint);
        updater.Load(checkpoint);
    }

    public override void LoadWeights(CheckpointReader checkpoint) => checkpoint.Module("model", model);

    protected override void Dispose(bool disposing)
    {
        foreach (var feed in feeds.Values)
        {
            feed.Dispose();
        }

        updater.Dispose();
        loss.Dispose();
        model.Dispose();
    }

    /// <summary>The shape that the model sees: that of training samples after augmentation, which all splits must share.</summary>
    private IReadOnlyList<long> InputShape()
    {
        var shape = training.ShapeAfter(content.Spec.InputShape);
        foreach (var (split, feed) in feeds)
        {
            var other = feed.ShapeAfter(content.Spec.InputShape);
            if (feed.Count > 0 && !shape.SequenceEqual(other))
            {
                throw new InvalidOperationException(
                    $"augmentation: inputs are [{string.Join(", ", shape)}] in training and [{string.Join(", ", other)}] in {split}: resize both, "
                    + "for example by 'resize' in front, which serves every split");
            }
        }

        return shape;
    }

    /// <summary>Parts that do not fit each other, or the data, show before the first step. Draws nothing and changes nothing.</summary>
    private void TryOneSample()
    {
        using var withoutGradients = no_grad();
        using var scope = NewDisposeScope();
        model.eval();
        foreach (var feed in feeds.Values.Where(feed => feed.Count > 0))
        {
            var sample = feed.Fetch(epoch: 0, start: 0, length: 1);
            var outputs = model.call(sample.Inputs);
            loss.call(outputs, sample.Targets);
            foreach (var metric in metrics)
            {
                using var accumulator = metric.Build(spec);
                accumulator.Add(InUnitsOfTargets(outputs), InUnitsOfTargets(sample.Targets));
                accumulator.Value();
                accumulator.Table();
            }
        }

        model.train();
    }

    private Tensor Answer(Feed feed, int start)
    {
        using var scope = NewDisposeScope();
        return InUnitsOfTargets(model.call(feed.Fetch(epoch: 0, start, Math.Min(batchSize, feed.Count - start)).Inputs)).MoveToOuterDisposeScope();
    }

    /// <summary>Targets that were scaled to train on, or outputs that stand for them, as they were before.</summary>
    private Tensor InUnitsOfTargets(Tensor values) => content.TargetScaling?.Undo(values) ?? values;

    private void LearnFrom(Batch batch, double weight, StepContext step)
    {
        var value = loss.call(model.call(batch.Inputs), batch.Targets);
        updater.Backward(value, weight);
        if (!updater.IsRepeating)
        {
            step.Record("loss", value, weight);
        }
    }

    private double OverAllBatches(Feed feed, List<MetricAccumulator> accumulators)
    {
        using var noGradients = no_grad();
        var sum = 0.0;
        for (var start = 0; start < feed.Count; start += batchSize)
        {
            using var scope = NewDisposeScope();
            var size = Math.Min(batchSize, feed.Count - start);
            var batch = feed.Fetch(epoch: 0, start, size);
            var outputs = model.call(batch.Inputs);
            sum += loss.call(outputs, batch.Targets).ToDouble() * size;
            var (answers, truths) = (InUnitsOfTargets(outputs), InUnitsOfTargets(batch.Targets));
            accumulators.ForEach(accumulator => accumulator.Add(answers, truths));
        }

        return sum / feed.Count;
    }

    private static EvaluationResult Results(double meanLoss, List<(string Name, MetricAccumulator Accumulator)> accumulators)
    {
        var values = new Dictionary<string, double> { ["loss"] = meanLoss };
        var tables = new Dictionary<string, MetricTable>();
        foreach (var (name, accumulator) in accumulators)
        {
            if (accumulator.Value() is { } value)
            {
                values[name] = value;
            }

            if (accumulator.Table() is { } table)
            {
                tables[name] = table;
            }
        }

        return new EvaluationResult(values, tables);
    }
}
