namespace ExperimentRunner.Components.Datasets;

/// <summary>Gathers what is wrong with a user's data, so that the first few problems are told at once.</summary>
/// <param name="subject">The file or folder that they are about.</param>
internal sealed class DataProblems(string subject)
{
    private const int Shown = 10;

    private readonly List<string> shown = [];
    private long count;

    /// <summary>Whether there were problems.</summary>
    public bool Any => count > 0;

    /// <summary>Adds a problem: where, what is wrong, what was expected.</summary>
    public void Add(string problem)
    {
        if (++count <= Shown)
        {
            shown.Add(problem);
        }
    }

    /// <summary>Ends reading where there were problems.</summary>
    /// <exception cref="InvalidDataException">There were.</exception>
    public void ThrowIfAny()
    {
        if (count == 0)
        {
            return;
        }

        var rest = count > Shown ? $"\n  and {count - Shown} more" : "";
        throw new InvalidDataException(
            count == 1 ? $"{subject}: {shown[0]}" : $"{subject}: {count} problems\n  {string.Join("\n  ", shown)}{rest}");
    }
}
