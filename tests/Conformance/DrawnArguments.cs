using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>Built-in components whose arguments are drawn about their defaults, so that a test reaches every argument without naming it.</summary>
internal static class DrawnArguments
{
    private const uint Draws = 12;

    /// <summary>Each component of a kind with its defaults, and as often as its own rules allow of some draws with others; the same in every run.</summary>
    public static IEnumerable<T> Of<T>() => BuiltIn.All<T>().SelectMany(component => Enumerable.Range(0, (int)Draws).Select(draw => Draw(component!.GetType(), (uint)draw)))
        .Where(component => component is not IValidate rules || !rules.Validate().Any()).Cast<T>();

    private static object Draw(Type type, uint draw)
    {
        var component = BuiltIn.Create(type);
        var key = PhiloxKey.Of(1, type.Name);
        var arguments = ComponentRegistry.OfTypes(type).Describe(type).Arguments;
        for (var place = 0; place < arguments.Count && draw > 0; place++)
        {
            var item = 0UL;
            int Below(int limit) => (int)(Philox.Uniform(key, item++, draw, (uint)place) * limit);
            var (argument, value) = (arguments[place], arguments[place].Get(component));
            argument.Property.SetValue(component, Other(argument.Property.PropertyType, value, number => argument.Range?.Allows(number) ?? true, Below));
        }

        return component;
    }

    private static object? Other(Type type, object? value, Predicate<double> isAllowed, Func<int, int> below)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return below(2) == 0 ? null : Other(inner, value ?? (inner == typeof(int) ? 5 : Duration.Steps(2)), isAllowed, below);
        }

        double Near(double number)
        {
            double[] candidates = [.. new[] { number, number / 2, number * 2, number + 0.1, 0.3 }.Where(candidate => isAllowed(candidate))];
            return candidates[below(candidates.Length)];
        }

        return value switch
        {
            bool => below(2) == 1,
            double number => Near(number),
            int number => Math.Max(1, (int)Near(number)),
            Duration => Duration.Steps(1 + below(6)),
            Enum => Enum.GetValues(type).GetValue(below(Enum.GetValues(type).Length)),
            IReadOnlyList<double> numbers => numbers.Select(Near).ToArray(),
            _ => value,
        };
    }
}
