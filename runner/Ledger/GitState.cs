namespace ExperimentRunner.Ledger;

/// <summary>The state of the user's code.</summary>
/// <param name="Commit">The commit that is checked out.</param>
/// <param name="Branch">The branch, or <c>HEAD</c> when none is checked out.</param>
/// <param name="Dirty">Whether files differ from the commit.</param>
/// <param name="Diff">How they differ; cut off when long; null when they do not.</param>
/// <param name="Remote">The URL of <c>origin</c> without credentials, or null.</param>
public sealed record GitState(string Commit, string Branch, bool Dirty, string? Diff, string? Remote);
