using System.ComponentModel.DataAnnotations;
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
        foreach (var argument in ComponentArguments.Of(component.GetType()))
        {
            argument.SetMethod!.ReturnParameter.GetRequiredCustomModifiers()
                .Should().Contain(typeof(System.Runtime.CompilerServices.IsExternalInit), "{0} is init-only", argument.Name);
            argument.PropertyType.FullName.Should().NotContain("TorchSharp", "{0} is a plain value", argument.Name);
        }
    });

    [Fact]
    public void ItAndEveryArgumentHaveDocumentation() => ForEach(component =>
    {
        var type = component.GetType();
        Documentation.Of(type).Should().NotBeNullOrWhiteSpace();
        foreach (var argument in ComponentArguments.Of(type))
        {
            Documentation.Of(argument).Should().NotBeNullOrWhiteSpace("{0} is an argument", argument.Name);
        }
    });

    /// <summary>A range of whole numbers over a fractional argument would round its values first: 0.6 would count as 1.</summary>
    [Fact]
    public void ItsRangesAreOfTheTypeOfTheirArgument() => ForEach(component =>
    {
        foreach (var argument in ComponentArguments.Of(component.GetType()))
        {
            var ranges = argument.GetCustomAttributes<RangeAttribute>().Select(range => range.OperandType);
            ranges.Should().AllBeEquivalentTo(Nullable.GetUnderlyingType(argument.PropertyType) ?? argument.PropertyType, argument.Name);
        }
    });

    [Fact]
    public void ItsArgumentsKeepTheirOwnConstraints() => ForEach(component =>
    {
        foreach (var argument in ComponentArguments.Of(component.GetType()))
        {
            var value = argument.GetValue(component);
            argument.GetCustomAttributes<ValidationAttribute>().All(range => range.IsValid(value)).Should().BeTrue("{0} is {1}", argument.Name, value);
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
}
