using ExperimentRunner.Components;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Tests.Components.Training;

namespace ExperimentRunner.Tests.Examples;

/// <summary>Every example that is asked for, trained once.</summary>
public sealed class TrainedExamples : IDisposable
{
    private readonly Dictionary<string, TrainedExample> trained = [];
    private readonly Lazy<TrainedExample> teacher = new(() => Train(Example.Load("teacher")));

    internal TrainedExample this[string name]
    {
        get
        {
            if (!trained.TryGetValue(name, out var found))
            {
                string[] changes = name == "student" ? [$"method.checkpoint={teacher.Value.Checkpoint}"] : [];
                found = trained[name] = Train(Example.Load(name, changes));
            }

            return found;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        trained.Values.ToList().ForEach(example => example.Folder.Dispose());
        if (teacher.IsValueCreated)
        {
            teacher.Value.Folder.Dispose();
        }
    }

    private static TrainedExample Train(Experiment experiment)
    {
        var folder = new TrainingFolder();
        var ended = folder.Train(experiment);
        ended.Failure.Should().BeNull();
        return new TrainedExample(experiment, folder, ended);
    }
}

/// <summary>An example that was trained.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Folder">Its checkpoints and events.</param>
/// <param name="Ended">How it ended.</param>
internal sealed record TrainedExample(Experiment Experiment, TrainingFolder Folder, TrainingEnded Ended)
{
    /// <summary>The last checkpoint.</summary>
    public string Checkpoint => Folder.Checkpoint(Ended.Step);
}
