using System.CommandLine;
using System.Text.RegularExpressions;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Commands;

/// <summary><c>new plugin</c>: writes the project of a plug-in to start from.</summary>
internal static partial class NewPluginVerb
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <EnableDynamicLoading>true</EnableDynamicLoading>
            <OutputPath>bin/</OutputPath>
            <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
            <!-- The folder of the program 'experiment', which brings these assemblies itself. -->
            <ExperimentRunner>{folder}</ExperimentRunner>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="$(ExperimentRunner)ExperimentRunner.Registry.dll" Private="false" />
            <Reference Include="$(ExperimentRunner)ExperimentRunner.Components.dll" Private="false" />
            <Reference Include="$(ExperimentRunner)TorchSharp.dll" Private="false" />
          </ItemGroup>
        </Project>

        """;

    private const string Component = """
        using ExperimentRunner.Components.Data;
        using ExperimentRunner.Components.Models;
        using ExperimentRunner.Registry.Components;
        using static TorchSharp.torch;

        namespace {name};

        /// <summary>Two fully connected layers. This comment is its documentation.</summary>
        [Component("{component}")]
        public sealed record ExampleModel : IModel
        {
            /// <summary>The width of the hidden layer.</summary>
            [Range(1, 65536)]
            public int Width { get; init; } = 64;

            /// <inheritdoc/>
            public Network Build(DataSpec data) => nn.Sequential(
                ("flatten", nn.Flatten()),
                ("hidden", nn.Linear(data.InputSize, Width)),
                ("activation", nn.ReLU()),
                ("output", nn.Linear(Width, data.RequireClasses("{component}"))));
        }

        """;

    internal static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The name of the assembly and of its folder, such as MyModels." };
        var command = new Command("plugin", "Write a plug-in project to start from.") { name };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(name), terminal));
        return command;
    }

    private static int Write(string name, Terminal terminal)
    {
        if (!Identifier.IsMatch(name))
        {
            return terminal.Refuse($"'{name}' cannot name an assembly: write letters and digits, a letter first, such as MyModels");
        }

        if (Path.Exists(name))
        {
            return terminal.Refuse($"{name} exists; name another");
        }

        Directory.CreateDirectory(name);
        var component = Boundary.Replace(name, "_").ToLowerInvariant() + "_example";
        RegularFile.WriteText(Path.Combine(name, $"{name}.csproj"), Project.Replace("{folder}", AppContext.BaseDirectory, StringComparison.Ordinal));
        RegularFile.WriteText(
            Path.Combine(name, "ExampleModel.cs"),
            Component.Replace("{name}", name, StringComparison.Ordinal).Replace("{component}", component, StringComparison.Ordinal));
        terminal.Out.WriteLine($"{name}/ is written; 'dotnet build {name}' builds {name}/bin/{name}.dll");
        terminal.Out.WriteLine($"a config uses it with 'plugins: [{name}/bin/{name}.dll]' and 'model: {component}'");
        return ExitCodes.Done;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier { get; }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Boundary { get; }
}
