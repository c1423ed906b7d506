namespace ExperimentRunner.Registry.Components;

/// <summary>
/// An argument that names a file of which the content counts, not the name: the file's SHA-256 is part of a trial's identity in its place, so that
/// a file that moved gives the same run, and one that changed another.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ContentIdentityAttribute : Attribute;
