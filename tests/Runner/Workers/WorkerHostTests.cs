using ExperimentRunner.Components.Events;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Tests.Runner.Workers;

public sealed class WorkerHostTests
{
    private const string Train = """{"command":"train","config":"c","attempt":"a","threads":1,"data":"d"}""";
    private const string Stop = """{"command":"stop"}""";

    [Fact]
    public void A_worker_trains_one_attempt_after_the_other() =>
        Run($"{Train}\n{Stop}\n{Train}\n{Stop}\n", endsAfter: 2).Should().Equal("ended interrupted", "ended interrupted");

    [Fact]
    public void A_stop_that_comes_before_training_has_begun_counts() => Run($"{Train}\n{Stop}\n", endsAfter: 1).Should().Equal("ended interrupted");

    [Fact]
    public void The_end_of_input_stops_training() => Run($"{Train}\n", endsAfter: 1).Should().Equal("ended interrupted");

    [Fact]
    public void A_stop_without_training_means_nothing() => Run($"{Stop}\n", endsAfter: 0).Should().BeEmpty();

    [Fact]
    public void A_worker_answers_about_models()
    {
        const string Evaluate = """{"command":"evaluate","config":"c","checkpoint":"p","threads":1,"data":"d","split":"test"}""";
        using var output = new StringWriter();
        using var commands = new Commands($"{Evaluate}\n", endsAfter: 1);
        using var host = new WorkerHost(new Tasks(commands).Do, commands, output);
        host.Run();
        output.ToString().Should().Be("\n{\"message\":\"refused\",\"reason\":\"there is no model c\"}\n");
    }

    private static List<string> Run(string input, int endsAfter)
    {
        using var output = new StringWriter();
        using var commands = new Commands(input, endsAfter);
        using var host = new WorkerHost(new Tasks(commands).Do, commands, output);
        host.Run();
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Contains("ended", StringComparison.Ordinal))
            .Select(line => line.Contains("\"outcome\":\"interrupted\"", StringComparison.Ordinal) ? "ended interrupted" : line)];
    }

    /// <summary>Knows no model, and trains until asked to stop.</summary>
    private sealed class Tasks(Commands commands)
    {
        public WorkerMessage Do(WorkerCommand command, Action progress, CancellationToken stop)
        {
            commands.TrainingBegan();
            if (command is ModelCommand model)
            {
                return new RefusedMessage($"there is no model {model.Config}");
            }

            progress();
            var isStopped = stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(10));
            return new EndedMessage(isStopped ? TrainingOutcome.Interrupted : TrainingOutcome.Failed, null, null);
        }
    }

    /// <summary>Lines, and then an end of input once so many attempts have begun.</summary>
    private sealed class Commands(string text, int endsAfter) : TextReader
    {
        private readonly StringReader lines = new(text);
        private readonly CountdownEvent ended = new(endsAfter);

        public void TrainingBegan() => ended.Signal();

        public override string? ReadLine()
        {
            if (lines.ReadLine() is { } line)
            {
                return line;
            }

            ended.Wait(TimeSpan.FromSeconds(10));
            return null;
        }

        protected override void Dispose(bool disposing)
        {
            lines.Dispose();
            ended.Dispose();
            base.Dispose(disposing);
        }
    }
}
