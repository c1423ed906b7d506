using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Registry.Shapes;

/// <summary>A single value.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Type">The C# type.</param>
public sealed record ScalarShape(ScalarKind Kind, Type Type) : ValueShape(Type)
{
    private string[]? choices;

    /// <summary>The words of a <see cref="ScalarKind.Choice"/>, in the order of their declaration; empty otherwise.</summary>
    public IReadOnlyList<string> Choices =>
        choices ??= Kind == ScalarKind.Choice ? Array.ConvertAll(Enum.GetNames(Type), Naming.SnakeCase) : [];

    /// <inheritdoc />
    public override string Expected => Kind switch
    {
        ScalarKind.Boolean => "true or false",
        ScalarKind.WholeNumber => "a whole number",
        ScalarKind.Number => "a number",
        ScalarKind.Text => "a text",
        ScalarKind.Choice => "one of: " + string.Join(", ", Choices),
        ScalarKind.Duration => "a duration such as 10ep or 500it",
        ScalarKind.Cadence => "a duration such as 1ep, 500it or 5min",
        ScalarKind.WallTime => "a time such as 30s, 5min or 2h",
        _ => "a reference such as ${env:NAME}",
    };

    /// <summary>The shape of a C# type, or null where it is not a single value.</summary>
    public static ScalarShape? Of(Type type)
    {
        ScalarKind? kind = type switch
        {
            _ when type == typeof(double) => ScalarKind.Number,
            _ when type == typeof(int) || type == typeof(long) => ScalarKind.WholeNumber,
            _ when type == typeof(bool) => ScalarKind.Boolean,
            _ when type == typeof(string) => ScalarKind.Text,
            _ when type == typeof(Duration) => ScalarKind.Duration,
            _ when type == typeof(Cadence) => ScalarKind.Cadence,
            _ when type == typeof(TimeSpan) => ScalarKind.WallTime,
            _ when type == typeof(Secret) => ScalarKind.Secret,
            _ when type.IsEnum => ScalarKind.Choice,
            _ => null,
        };
        return kind is { } found ? new ScalarShape(found, type) : null;
    }
}
