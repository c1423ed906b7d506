using System.CommandLine;
using ExperimentRunner.Output;

namespace ExperimentRunner.Commands;

/// <summary><c>data</c>: the data sets that are fetched.</summary>
internal static class DataVerb
{
    internal static Command Create(Terminal terminal) => new("data", "List, fetch and verify data sets.")
    {
        DataListVerb.Create(terminal),
        DataFetchVerb.Create(terminal),
        DataVerifyVerb.Create(terminal),
    };
}
