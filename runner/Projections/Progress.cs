namespace ExperimentRunner.Projections;

/// <summary>What is left to show of a trial.</summary>
internal enum Progress
{
    /// <summary>More is there now.</summary>
    More,

    /// <summary>All that is there is shown, and more will come.</summary>
    Waiting,

    /// <summary>Everything is shown.</summary>
    Done,
}
