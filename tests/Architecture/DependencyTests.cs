using System.Reflection;
using ExperimentRunner.Components;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Tests.Architecture;

/// <summary>registry ← components ← runner, and runner → mlflow, which stands alone; nothing points back.</summary>
public sealed class DependencyTests
{
    private static readonly Assembly Registry = typeof(ComponentRegistry).Assembly;
    private static readonly Assembly Components = typeof(Experiment).Assembly;
    private static readonly Assembly Client = typeof(MLflow.Client.MlflowClient).Assembly;
    private static readonly Assembly Runner = typeof(Terminal).Assembly;

    [Fact]
    public void The_registry_knows_nothing_of_the_product() => OfTheProduct(Registry).Should().BeEmpty();

    [Fact]
    public void The_registry_knows_no_tensor() => References(Registry).Should().NotContain("TorchSharp");

    [Fact]
    public void Components_know_the_registry_alone() => OfTheProduct(Components).Should().Equal(Registry.GetName().Name);

    [Fact]
    public void The_client_of_mlflow_knows_nothing_of_the_product() => OfTheProduct(Client).Should().BeEmpty();

    [Fact]
    public void The_runner_knows_all() =>
        OfTheProduct(Runner).Should().BeEquivalentTo(Registry.GetName().Name, Components.GetName().Name, Client.GetName().Name);

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static IEnumerable<string> OfTheProduct(Assembly assembly)
    {
        string[] product = [.. new[] { Registry, Components, Client, Runner }.Select(part => part.GetName().Name!)];
        return References(assembly).Intersect(product);
    }
}
