namespace ExperimentRunner.Syncing;

/// <summary>What is left to bring to a server.</summary>
internal enum SyncProgress
{
    /// <summary>More is there now.</summary>
    More,

    /// <summary>All that is there is sent, and more will come.</summary>
    Waiting,

    /// <summary>The server has everything.</summary>
    Done,
}
