namespace ExperimentRunner.Ledger;

/// <summary>Words of a command as a shell takes them, so that a command that is shown can be copied.</summary>
internal static class ShellWord
{
    private const string Plain = "_@%+=:,./-";

    /// <summary>The word, in quotes where the shell would take it apart.</summary>
    internal static string Of(string word) => word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || Plain.Contains(letter, StringComparison.Ordinal))
        ? word
        : "'" + word.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
}
