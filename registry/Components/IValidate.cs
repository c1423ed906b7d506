namespace ExperimentRunner.Registry.Components;

/// <summary>A record whose arguments constrain each other.</summary>
public interface IValidate
{
    /// <summary>
    /// Yields one problem for each broken constraint. Called after every argument is bound and in its own range.
    /// </summary>
    IEnumerable<ArgumentProblem> Validate();
}
