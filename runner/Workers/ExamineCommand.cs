namespace ExperimentRunner.Workers;

/// <summary>Try libtorch, and tell what it is.</summary>
public sealed record ExamineCommand : WorkerCommand;
