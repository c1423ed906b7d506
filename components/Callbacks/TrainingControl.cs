namespace ExperimentRunner.Components.Callbacks;

/// <summary>Lets a callback end training.</summary>
public sealed class TrainingControl
{
    /// <summary>Why training is to end early as complete, or null.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Ends training after this step as complete: the best checkpoint is tested as usual. The first reason stands.</summary>
    public void Stop(string reason) => StopReason ??= reason;
}
