namespace ExperimentRunner.Components.Events;

/// <summary>Images for people to look at, such as <c>train/samples</c>: the first batch as the model sees it.</summary>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Images">The images, all of one size.</param>
public sealed record ImagesLogged(long Step, string Name, IReadOnlyList<LoggedImage> Images) : TrainingEvent;
