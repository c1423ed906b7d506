using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;
using ExperimentRunner.Registry.Shapes;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Binds single values. Null means a mistake, which has been reported.</summary>
internal sealed class ScalarBinder(DiagnosticBag diagnostics)
{
    /// <summary>Up to here every whole number has a double of its own.</summary>
    private const long MostSteps = 1L << 53;

    public object? Bind(ScalarShape shape, Slot slot, ScalarNode node) => shape.Kind switch
    {
        ScalarKind.Boolean => node.AsBoolean() is { } truth ? truth : WrongType(slot, node),
        ScalarKind.WholeNumber => BindWhole(shape, slot, node),
        ScalarKind.Number => node.AsNumber() is { } number ? InRange(slot, node, number, number) : WrongType(slot, node, RangeHint(node)),
        ScalarKind.Text => BindText(slot, node),
        ScalarKind.Choice => BindChoice(shape, slot, node),
        ScalarKind.Duration => Quantity(slot, node) is { } q ? BindDuration(slot, node, q) : null,
        ScalarKind.Cadence => Quantity(slot, node) is { } q ? BindCadence(slot, node, q) : null,
        ScalarKind.WallTime => Quantity(slot, node) is { } q ? BindTime(slot, node, q) : null,
        _ => BindSecret(slot, node),
    };

    public object? WrongType(Slot slot, ConfigNode node, string? hint = null) =>
        Fail(DiagnosticCodes.WrongType, $"{slot.Label} must be {slot.Shape.Expected}, not {node.Noun}", node.Span, hint);

    private object? BindWhole(ScalarShape shape, Slot slot, ScalarNode node)
    {
        if (node.AsInteger() is { } whole)
        {
            return shape.Type == typeof(long) ? InRange(slot, node, whole, whole)
                : whole is >= int.MinValue and <= int.MaxValue ? InRange(slot, node, whole, (int)whole)
                : Fail(DiagnosticCodes.OutOfRange, $"{slot.Label} is too large for a whole number here", node.Span);
        }

        return node.AsNumber() is null
            ? WrongType(slot, node, RangeHint(node))
            : Fail(DiagnosticCodes.WrongType, $"{slot.Label} must be a whole number", node.Span);
    }

    private object? BindText(Slot slot, ScalarNode node)
    {
        if (node.IsNull)
        {
            return WrongType(slot, node);
        }

        return slot.Argument is { Length: { } length } argument && argument.Shape == slot.Shape && !length.Allows(node.Text.Length)
            ? Fail(DiagnosticCodes.WrongLength, $"the length of {slot.Label} must be {length} characters", node.Span)
            : node.Text;
    }

    private object? BindChoice(ScalarShape shape, Slot slot, ScalarNode node)
    {
        for (var i = 0; i < shape.Choices.Count; i++)
        {
            if (shape.Choices[i] == node.Text)
            {
                return Enum.Parse(shape.Type, Enum.GetNames(shape.Type)[i]);
            }
        }

        return Fail(
            DiagnosticCodes.UnknownChoice, $"{slot.Label} must be {shape.Expected}", node.Span,
            Suggestion.Hint(node.Written, shape.Choices));
    }

    private Quantity? Quantity(Slot slot, ScalarNode node)
    {
        if (Expressions.Quantity.Parse(node.Text) is { } quantity)
        {
            if (quantity.Number >= 0 && double.IsFinite(quantity.Number))
            {
                return quantity;
            }

            var why = quantity.Number < 0 ? "cannot be negative" : "is too large";
            diagnostics.Add(DiagnosticCodes.OutOfRange, $"{slot.Label} {why}", node.Span);
            return null;
        }

        diagnostics.Add(DiagnosticCodes.BadQuantity, $"{slot.Label} must be {slot.Shape.Expected}", node.Span, RangeHint(node));
        return null;
    }

    private object? BindDuration(Slot slot, ScalarNode node, Quantity quantity) => quantity.Unit switch
    {
        "ep" => InRange(slot, node, quantity.Number, new Duration(quantity.Number, DurationUnit.Epochs)),
        "it" when quantity.Number > MostSteps =>
            Fail(DiagnosticCodes.OutOfRange, $"{slot.Label} is too large: at most {MostSteps}it", node.Span),
        "it" when !double.IsInteger(quantity.Number) =>
            Fail(DiagnosticCodes.BadQuantity, $"{slot.Label} counts steps, which are whole", node.Span),
        "it" => InRange(slot, node, quantity.Number, new Duration(quantity.Number, DurationUnit.Steps)),
        "s" or "min" or "h" => Fail(
            DiagnosticCodes.WallTime, $"{slot.Label} must not depend on how fast the machine is, so it cannot be a time", node.Span,
            "count epochs or steps: 10ep, 500it"),
        _ => BadUnit(slot, node, quantity, "it (steps), ep (epochs)"),
    };

    private object? BindCadence(Slot slot, ScalarNode node, Quantity quantity)
    {
        object? bound = quantity.Unit switch
        {
            "it" or "ep" => BindDuration(slot, node, quantity) is Duration training ? new Cadence(training, null) : null,
            "s" or "min" or "h" => ToTime(slot, node, quantity) is { } time ? new Cadence(null, time) : null,
            _ => BadUnit(slot, node, quantity, "it (steps), ep (epochs), s, min, h"),
        };
        return bound is null || quantity.Number > 0
            ? bound : Fail(DiagnosticCodes.OutOfRange, $"{slot.Label} must be above 0", node.Span);
    }

    private object? BindTime(Slot slot, ScalarNode node, Quantity quantity) => quantity.Unit switch
    {
        "s" or "min" or "h" => ToTime(slot, node, quantity),
        _ => BadUnit(slot, node, quantity, "s, min, h"),
    };

    private TimeSpan? ToTime(Slot slot, ScalarNode node, Quantity quantity)
    {
        var ticks = quantity.Number * quantity.Unit switch
        {
            "h" => TimeSpan.TicksPerHour,
            "min" => TimeSpan.TicksPerMinute,
            _ => TimeSpan.TicksPerSecond,
        };
        if (ticks < TimeSpan.MaxValue.Ticks)
        {
            return TimeSpan.FromTicks((long)Math.Round(ticks));
        }

        diagnostics.Add(DiagnosticCodes.OutOfRange, $"{slot.Label} is too long", node.Span);
        return null;
    }

    private object? BadUnit(Slot slot, ScalarNode node, Quantity quantity, string units)
    {
        diagnostics.Add(
            DiagnosticCodes.BadQuantity,
            quantity.Unit.Length == 0 || node.Template is not null
                ? $"{slot.Label} needs a unit: it must be {slot.Shape.Expected}"
                : $"'{quantity.Unit}' is not a unit here: {slot.Label} must be {slot.Shape.Expected}",
            node.Span, hint: null, $"units: {units}");
        return null;
    }

    private object? BindSecret(Slot slot, ScalarNode node)
    {
        if (Template.Parse(node.Text).Parts is [TemplatePart.Variable { Default: null } variable])
        {
            return new Secret(variable.Name);
        }

        // The line is not shown: a secret that was written down should not be copied into a log as well.
        return Fail(
            DiagnosticCodes.SecretExpected, $"{slot.Label} is a secret; name an environment variable instead of writing it down",
            node.Span with { Length = 0 }, "write ${env:NAME}");
    }

    private object? InRange(Slot slot, ScalarNode node, double number, object value)
    {
        if (slot.Argument?.Range is { } range)
        {
            return range.Allows(number) ? value : Fail(DiagnosticCodes.OutOfRange, $"{slot.Label} must be {(double.IsFinite(number) ? range : "a finite number")}", node.Span);
        }

        return double.IsNaN(number) ? Fail(DiagnosticCodes.OutOfRange, $"{slot.Label} must be a number", node.Span) : value;
    }

    private static string? RangeHint(ScalarNode node) => RangeForm.IsMeant(node) ? "ranges stand under sweep.space" : null;

    private object? Fail(DiagnosticCode code, string message, SourceSpan span, string? hint = null)
    {
        diagnostics.Add(code, message, span, hint);
        return null;
    }
}
