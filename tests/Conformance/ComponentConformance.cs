using System.Collections;
using System.Globalization;
using System.Reflection;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>
/// What every component must keep. Inherit the suite of its kind and name the components to test: all tests of the kind run
/// over each of them.
/// </summary>
/// <typeparam name="T">The kind of component.</typeparam>
public abstract class ComponentConformance<T> : TensorTest
    where T : class
{
    /// <summary>The components to test, each with arguments for which it must work.</summary>
    protected abstract IReadOnlyList<T> Components { get; }

    [Fact]
    public void ThereIsSomethingToTest() => Components.Should().NotBeEmpty();

    [Fact]
    public void IsASealedRecordWithAName() => ForEach(component =>
    {
        var type = component.GetType();
        type.IsSealed.Should().BeTrue("a component is sealed");
        type.GetMethod("<Clone>$").Should().NotBeNull("a component is a record");
        type.GetCustomAttribute<ComponentAttribute>()!.Name.Should().MatchRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$");
    });

    [Fact]
    public void ItsArgumentsArePlainAndImmutable() => ForEach(component =>
    {
        foreach (var property in Describe(component).Arguments.Select(argument => argument.Property))
        {
            property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers()
                .Should().Contain(typeof(System.Runtime.CompilerServices.IsExternalInit), "{0} is init-only", property.Name);
            property.PropertyType.FullName.Should().NotContain("TorchSharp", "{0} is a plain value", property.Name);
        }
    });

    [Fact]
    public void ItAndEveryArgumentHaveDocumentation() => ForEach(component =>
    {
        var record = Describe(component);
        record.Docs.Summary.Should().NotBeNullOrWhiteSpace();
        record.Arguments.Where(argument => string.IsNullOrWhiteSpace(argument.Docs.Summary)).Select(argument => argument.Key).Should().BeEmpty();
    });

    [Fact]
    public void ItsArgumentsKeepTheirOwnConstraints() => ForEach(component =>
    {
        foreach (var argument in Describe(component).Arguments)
        {
            var value = argument.Get(component);
            if (argument.Range is { } range && value is not null)
            {
                var numbers = value is IEnumerable items ? items.Cast<object>() : [value];
                numbers.Where(number => !range.Allows(Convert.ToDouble(number, CultureInfo.InvariantCulture))).Should().BeEmpty(argument.Key);
            }
        }

        ((component as IValidate)?.Validate() ?? []).Should().BeEmpty();
    });

    /// <summary>Runs a test over each component; a failure names the component.</summary>
    protected void ForEach(Action<T> test)
    {
        foreach (var component in Components)
        {
            using var scope = new FluentAssertions.Execution.AssertionScope(component.ToString());
            test(component);
        }
    }

    private static RecordDescriptor Describe(T component) => ComponentRegistry.OfTypes(component.GetType()).Describe(component.GetType());
}
