using System.Text.Json;
using ExperimentRunner.Benchmarks;
using ExperimentRunner.Benchmarks.Tracking;
using ExperimentRunner.Components.Native;

// step-cost: native calls and managed bytes of a step, as JSON.   step-time: the trainer against a hand-written loop.
// start-time: `experiment check` against an empty program.        feed: shuffled batches against a plain copy.
// images: opening 60,000 JPEG images, in seconds, as JSON.         tracked: a step while a slow server is told of it, against one alone. ask-tell: a sweep\'s decisions, with 100 trials and with 10,000.
// ledger: how late and how large scalars are on the disk.          projection: metrics a second to a server.
// ask-tell: decisions of a sweep, with 10,000 trials and with 100. Nothing: all of them.
string[] all = ["step-cost", "step-time", "start-time", "feed", "images", "tracked", "ledger", "projection", "ask-tell"];
foreach (var benchmark in args.Length == 0 ? all : args)
{
    Console.WriteLine($"{benchmark}: {Run(benchmark)}");
}

static string Run(string benchmark) => benchmark switch
{
    "step-cost" => JsonSerializer.Serialize(StepCost.Measure()),
    "step-time" => $"trainer / hand-written loop {StepTime()}",
    "start-time" => $"experiment check / empty program {StartTime.Measure("bin/experiment", "configs/quickstart.yaml")}",
    "feed" => $"speed of shuffled batches / plain copy {FeedSpeed.Measure()}",
    "images" => ImageOpening.Measure() is { } opening ? JsonSerializer.Serialize(opening) : "skipped: EXPERIMENT_DATA_MIRROR names no folder with cifar-10-images",
    "tracked" => $"trainer told to a server that answers after 5 s / trainer alone {TrackedTime()}",
    "ledger" => LedgerRate.Measure().ToString(),
    "projection" => ProjectionRate.Measure().ToString(),
    "ask-tell" => $"a decision of a sweep {AskTell.Measure()}",
    _ => throw new InvalidOperationException($"unknown benchmark '{benchmark}'; known: step-cost, step-time, start-time, feed, images, tracked, ledger, projection, ask-tell"),
};

static Ratio TrackedTime()
{
    const int steps = 2000;
    LibTorch.Load();
    using var server = new SlowServer();
    return Ratio.Measure(() => server.Train(StepWork.Of(steps)), () => TrainerLoop.Run(StepWork.Of(steps)));
}

static Ratio StepTime()
{
    const int steps = 600;
    LibTorch.Load();
    return Ratio.Measure(() => TrainerLoop.Run(StepWork.Of(steps)), () => HandLoop.Run(StepWork.Of(steps), steps));
}
