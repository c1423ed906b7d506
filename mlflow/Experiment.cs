namespace MLflow.Client;

/// <summary>An experiment, as the server has it.</summary>
/// <param name="ExperimentId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="LifecycleStage"><c>active</c> or <c>deleted</c>.</param>
public sealed record Experiment(string ExperimentId, string Name, string? LifecycleStage = null)
{
    /// <summary>Whether somebody deleted it; its name stays taken.</summary>
    public bool IsDeleted => LifecycleStage == "deleted";
}
