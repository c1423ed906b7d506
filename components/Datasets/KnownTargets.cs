namespace ExperimentRunner.Components.Datasets;

/// <summary>What is known of a data set's targets, perhaps before its files are read: losses, metrics and samplers that do not fit are found by it.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Classes">How many classes there are; null where targets are numbers, or where only the files tell.</param>
public sealed record KnownTargets(TargetKind Kind, int? Classes = null)
{
    /// <summary>Why a component that works on classes does not work here, or null where it does.</summary>
    /// <param name="component">Its name.</param>
    /// <param name="instead">A component that works on numbers, or null.</param>
    public string? RefuseNumbers(string component, string? instead = null) => Kind == TargetKind.Classes ? null
        : $"'{component}' needs a data set with classes, and the targets of this one are not classes{Instead("numbers", instead)}";

    /// <summary>Why a component that works on numbers does not work here, or null where it does.</summary>
    /// <param name="component">Its name.</param>
    /// <param name="instead">A component that works on classes, or null.</param>
    public string? RefuseClasses(string component, string? instead = null) => Kind == TargetKind.Numbers ? null
        : $"'{component}' needs a data set whose targets are numbers, and those of this one are not{Instead("classes", instead)}";

    private static string Instead(string kind, string? component) => component is null ? "" : $"; for {kind} there is '{component}'";
}
