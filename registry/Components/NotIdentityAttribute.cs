namespace ExperimentRunner.Registry.Components;

/// <summary>
/// Leaves an argument out of a trial's identity, because it does not shape the result: a name, a cadence of saving, a device. On a
/// component it leaves that out of the lists that it stands in.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class NotIdentityAttribute : Attribute;
