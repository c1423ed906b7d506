using ExperimentRunner.Components.Training;

namespace ExperimentRunner.Projections;

/// <summary>A place on this machine that trials are shown in. What is shown there never waits for anybody.</summary>
internal interface ILocalPlace
{
    /// <summary>What stands there, for messages: <c>the MLflow files in mlruns/</c>.</summary>
    string Product { get; }

    /// <summary>Whether a trial is to be shown there while it is run.</summary>
    /// <param name="settings">What its config says.</param>
    bool IsWanted(TrackingSettings settings);

    /// <summary>Opens the projection of a trial that nobody else runs.</summary>
    IProjection Open(LedgerTrial trial);
}
