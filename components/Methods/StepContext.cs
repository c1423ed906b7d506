using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Schedules;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Methods;

/// <summary>What the trainer tells a method about one step, and takes from it.</summary>
public sealed class StepContext
{
    private readonly ScalarWindow window;

    /// <summary>Records into a window of scalars.</summary>
    public StepContext(ScalarWindow window) => this.window = window;

    /// <summary>Takes what else there is to show of this step, such as generated images, under <c>train/</c>.</summary>
    public Report Report { get; } = new();

    /// <summary>Where training stands: the step about to be taken.</summary>
    public TrainingProgress Progress { get; internal set; }

    /// <summary>
    /// Records a figure of this step, such as the loss; the mean over the steps since the last logged line is logged. Nothing is
    /// read back from the device before that. Call it after the backward pass: until then a loss holds on to every activation.
    /// </summary>
    /// <param name="name">The figure's name, without <c>train/</c>.</param>
    /// <param name="value">A tensor without dimensions.</param>
    /// <param name="weight">The weight in the mean: the part of the batch that the figure stands for.</param>
    public void Record(string name, Tensor value, double weight = 1) => window.Add(name, value, weight);

    /// <summary>Records a figure of this step that is known already; the mean over the steps since the last logged line is logged.</summary>
    public void RecordMean(string name, double value) => window.Add(name, value);

    /// <summary>Records a figure that is known without the device, such as the learning rate; the latest is logged.</summary>
    public void Record(string name, double value) => window.Set(name, value);
}
