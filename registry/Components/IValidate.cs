namespace ExperimentRunner.Registry.Components;

/// <summary>A record whose arguments constrain each other.</summary>
public interface IValidate
{
    /// <summary>
    /// Yields one problem for each broken constraint. Also called where some arguments have mistakes, so that all are reported at
    /// once: those have their defaults, and a required one may be null; what it throws then ends the check without an error.
    /// Yield one problem after the other, so that what is found before counts.
    /// </summary>
    IEnumerable<ArgumentProblem> Validate();
}
