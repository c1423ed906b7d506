namespace ExperimentRunner.Registry.Components;

/// <summary>
/// Leaves an argument out of a trial's identity, because it does not shape the result: a name, a cadence of saving, a device.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotIdentityAttribute : Attribute;
