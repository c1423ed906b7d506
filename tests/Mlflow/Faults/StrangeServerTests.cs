using ExperimentRunner.Tests.Mlflow.FakeServer;
using Microsoft.AspNetCore.Http;
using MLflow.Client;
using static ExperimentRunner.Tests.Mlflow.Faults.FaultyServer;

namespace ExperimentRunner.Tests.Mlflow.Faults;

/// <summary>A server, or what stands in between, that answers without an end.</summary>
public sealed class StrangeServerTests
{
    [Fact]
    public async Task The_same_page_again_and_again_is_an_error()
    {
        await using var faulty = await StartAsync();
        foreach (var path in new[] { "runs/search", "metrics/get-history", "logged-models/search", "artifacts/list" })
        {
            faulty.Server.Faults.Always(path, (context, _) => Answer.WriteAsync(context.Response, new { next_page_token = "same" }));
        }

        foreach (var list in Lists(faulty))
        {
            await list.Should().ThrowAsync<MlflowException>().WithMessage("*the same pages of a list again and again*");
        }

        faulty.Server.Requests.Count(request => request.Path is not CreateCall).Should().Be(8, "each list is asked for twice");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task An_answer_without_an_end_is_broken_off(int status)
    {
        await using var faulty = await StartAsync(retries: 3);
        var endless = new Endless(status);
        faulty.Server.Faults.Always(GetCall, endless.AnswerAsync);

        var failure = (await ((Func<Task>)faulty.GetAsync).Should().ThrowAsync<MlflowException>()).Which;

        failure.Message.Should().StartWith($"{faulty.Server.Uri} answers with more than the 8388608 bytes that were expected").And.Contain("MLFLOW_TRACKING_URI");
        faulty.Count(GetCall).Should().Be(1, "the next would be as long");
        await endless.LeftAlone;
    }

    [Fact]
    public async Task A_file_that_is_larger_than_declared_is_broken_off()
    {
        await using var faulty = await StartAsync();
        var endless = new Endless(200);
        faulty.Server.Faults.Add(request => request.Path.EndsWith("get-artifact", StringComparison.Ordinal), endless.AnswerAsync);

        await ((Func<Task>)(() => faulty.Client.Artifacts.DownloadAsync(faulty.Run, "a", 1000, Cancellation))).Should().ThrowAsync<MlflowException>().WithMessage("*more than the 1000 bytes*");
    }

    [Fact]
    public async Task A_place_of_artifacts_that_leads_elsewhere_is_refused()
    {
        await using var faulty = await StartAsync();
        foreach (var place in new[] { "mlflow-artifacts:/%2e%2e/%2e%2e/mlflow/runs/delete", "mlflow-artifacts:/1/..%2f..%2fx" })
        {
            await ((Func<Task>)(() => faulty.Client.Artifacts.UploadAsync(place, "a", "a", Cancellation))).Should().ThrowAsync<MlflowException>();
        }

        faulty.Server.Requests.Should().OnlyContain(request => request.Path == CreateCall);
    }

    private static IEnumerable<Func<Task>> Lists(FaultyServer faulty) =>
    [
        () => faulty.Client.Runs.SearchAsync(["0"], "", Cancellation).ToArrayAsync(Cancellation).AsTask(),
        () => faulty.Client.Runs.HistoryAsync(faulty.Run, "a", Cancellation).ToArrayAsync(Cancellation).AsTask(),
        () => faulty.Client.Models.SearchAsync(["0"], "", Cancellation).ToArrayAsync(Cancellation).AsTask(),
        () => faulty.Client.Artifacts.ListAsync(faulty.Run, null, Cancellation).ToArrayAsync(Cancellation).AsTask(),
    ];

    /// <summary>Answers until nobody reads.</summary>
    private sealed class Endless(int status)
    {
        private readonly TaskCompletionSource leftAlone = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when the other side has closed the connection.</summary>
        internal Task LeftAlone => leftAlone.Task;

        internal async Task AnswerAsync(HttpContext context, Func<Task> work)
        {
            var piece = new byte[1 << 16];
            context.Response.StatusCode = status;
            while (!context.RequestAborted.IsCancellationRequested && !(await context.Response.BodyWriter.WriteAsync(piece, CancellationToken.None)).IsCompleted)
            {
            }

            leftAlone.TrySetResult();
        }
    }
}
