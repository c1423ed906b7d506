namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>MLflow's numbers for where a run stands.</summary>
internal enum MlrunsStatus
{
    Running = 1,
    Finished = 3,
    Failed = 4,
    Killed = 5,
}
