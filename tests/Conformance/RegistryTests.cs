using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Tests.Conformance;

public sealed class RegistryTests
{
    [Fact]
    public void NamesAreUniqueWithinAKind() =>
        BuiltIn.Types(typeof(IOptimizer).Assembly)
            .SelectMany(type => type.GetInterfaces().Where(kind => kind.IsDefined(typeof(ComponentKindAttribute))), (type, kind) =>
                (kind, type.GetCustomAttribute<ComponentAttribute>()!.Name))
            .Should().OnlyHaveUniqueItems();

    [Fact]
    public void EveryComponentHasExactlyOneKind() =>
        BuiltIn.Types(typeof(IOptimizer).Assembly).Should().OnlyContain(type =>
            type.GetInterfaces().Count(kind => kind.IsDefined(typeof(ComponentKindAttribute))) == 1);

    /// <summary>The runner binds components and must never load libtorch.</summary>
    [Fact]
    public void NoComponentNeedsLibTorchToBeBuiltComparedAndPrinted()
    {
        var isolation = new Isolation();
        var assembly = isolation.LoadFromAssemblyPath(typeof(IOptimizer).Assembly.Location);
        foreach (var type in BuiltIn.Types(assembly))
        {
            var component = BuiltIn.Create(type);
            component.Equals(BuiltIn.Create(type));
            component.ToString().Should().StartWith(type.Name);
            (component as IValidate)?.Validate().Should().BeEmpty();
            isolation.NativeLibraries.Should().BeEmpty("{0} must not use torch before it is built: move this into Build", type.Name);
        }

        var control = () => RuntimeHelpers.RunClassConstructor(isolation.TorchSharp.GetType("TorchSharp.torch")!.TypeHandle);
        control.Should().Throw<TypeInitializationException>();
        isolation.NativeLibraries.Should().NotBeEmpty("this test must notice when libtorch is asked for");
    }

    /// <summary>Loads assemblies anew, and notes which native libraries they ask for instead of loading them.</summary>
    private sealed class Isolation : AssemblyLoadContext
    {
        public HashSet<string> NativeLibraries { get; } = [];

        public Assembly TorchSharp => LoadFromAssemblyPath(typeof(TorchSharp.torch).Assembly.Location);

        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == "TorchSharp" ? TorchSharp : null;

        protected override nint LoadUnmanagedDll(string unmanagedDllName)
        {
            NativeLibraries.Add(unmanagedDllName);
            return NativeLibrary.GetMainProgramHandle();
        }
    }
}
