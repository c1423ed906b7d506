namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>An answer that says no, with MLflow's code.</summary>
internal sealed class Refusal(int status, string code, string message) : Exception(message)
{
    internal int Status => status;

    internal string Code => code;

    internal static Refusal Invalid(string message) => new(400, "INVALID_PARAMETER_VALUE", message);

    internal static Refusal Exists(string message) => new(400, "RESOURCE_ALREADY_EXISTS", message);

    internal static Refusal Missing(string message) => new(404, "RESOURCE_DOES_NOT_EXIST", message);
}
