using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Binding;

/// <summary>What the binder fills: a shape, and how messages call it.</summary>
/// <param name="Shape">What the value looks like.</param>
/// <param name="Label">How messages call it: <c>'lr'</c>.</param>
/// <param name="Argument">The argument whose range holds, or null.</param>
/// <param name="Default">The value where none is written.</param>
internal readonly record struct Slot(ValueShape Shape, string Label, ArgumentDescriptor? Argument = null, object? Default = null)
{
    /// <summary>Whether it is an item of a list.</summary>
    public bool IsItem { get; private init; }

    /// <summary>An item: it shares the range of its list.</summary>
    public Slot Item(ValueShape shape) => new(shape, $"an item of {Label}", Argument) { IsItem = true };

    public Slot Value(ValueShape shape, string key) => new(shape, $"'{key}'", Argument);
}
