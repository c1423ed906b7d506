using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Loading;

/// <summary>Completes changes of a configuration, as a shell does while they are typed.</summary>
public static class Completer
{
    /// <summary>What a change may be: the addresses of all arguments, each with <c>=</c>; behind that, the words that may stand there.</summary>
    /// <param name="config">The configuration, which may have mistakes.</param>
    /// <param name="begun">What is typed: <c>optim</c>, <c>optimizer=ad</c>.</param>
    /// <typeparam name="T">The record of the whole file.</typeparam>
    public static IEnumerable<string> Changes<T>(LoadedConfig<T> config, string begun)
        where T : class
    {
        var tree = config.Tree ?? new MappingNode(new SourceSpan(SourceText.CommandLine(begun), 0, 0), []);
        var all = new Elsewhere(Place.Root(typeof(T), config.Registry), tree).All;
        var equals = begun.IndexOf('=', StringComparison.Ordinal);
        var found = equals < 0
            ? all.Select(argument => argument.Address + "=")
            : all.Where(argument => argument.Address.ToString() == begun[..equals].TrimEnd('+'))
                .SelectMany(argument => Words(argument.Argument.Shape, config.Registry)).Select(word => begun[..(equals + 1)] + word);
        return found.Where(text => text.StartsWith(begun, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Words(ValueShape shape, ComponentRegistry registry)
    {
        IEnumerable<string> words = shape switch
        {
            ScalarShape { Kind: ScalarKind.Boolean } => ["true", "false"],
            ScalarShape { Kind: ScalarKind.Choice } choice => choice.Choices,
            ComponentShape component => registry.Components(component.Kind).Select(one => one.Name),
            OneOrNamedShape named => Words(named.Component, registry),
            ListShape list => Words(list.Item, registry),
            _ => [],
        };
        return shape.IsNullable ? words.Append("none") : words;
    }
}
