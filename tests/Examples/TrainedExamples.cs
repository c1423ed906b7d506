using ExperimentRunner.Components.Events;
using ExperimentRunner.Tests.Components.Training;

namespace ExperimentRunner.Tests.Examples;

/// <summary>Every example that is asked for, trained once.</summary>
public sealed class TrainedExamples : IDisposable
{
    private readonly Dictionary<string, (Example, TrainingFolder, TrainingEnded)> trained = [];
    private readonly TrainingFolder teacher = new();

    /// <summary>Trains a teacher for the student.</summary>
    public TrainedExamples() => Train(teacher, Example.Teacher);

    internal (Example Example, TrainingFolder Folder, TrainingEnded Ended) this[string name]
    {
        get
        {
            if (!trained.TryGetValue(name, out var found))
            {
                var example = Example.Of(name, teacher.Checkpoint(Example.Teacher.Train.Duration.ToSteps(null)));
                var folder = new TrainingFolder();
                found = trained[name] = (example, folder, Train(folder, example.Experiment));
            }

            return found;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        teacher.Dispose();
        foreach (var (_, folder, _) in trained.Values)
        {
            folder.Dispose();
        }
    }

    private static TrainingEnded Train(TrainingFolder folder, ExperimentRunner.Components.Experiment experiment)
    {
        var ended = folder.Train(experiment);
        ended.Failure.Should().BeNull();
        return ended;
    }
}
