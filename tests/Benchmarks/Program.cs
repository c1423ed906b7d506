using System.Text.Json;
using ExperimentRunner.Benchmarks;
using ExperimentRunner.Components.Native;

// step-cost: native calls and managed bytes of a step, as JSON.   step-time: the trainer against a hand-written loop.
// start-time: `experiment check` against an empty program.        Nothing: all of them.
string[] all = ["step-cost", "step-time", "start-time"];
foreach (var benchmark in args.Length == 0 ? all : args)
{
    Console.WriteLine($"{benchmark}: {Run(benchmark)}");
}

static string Run(string benchmark) => benchmark switch
{
    "step-cost" => JsonSerializer.Serialize(StepCost.Measure()),
    "step-time" => $"trainer / hand-written loop {StepTime()}",
    "start-time" => $"experiment check / empty program {StartTime.Measure("bin/experiment", "configs/quickstart.yaml")}",
    _ => throw new ArgumentException($"unknown benchmark '{benchmark}'; known: step-cost, step-time, start-time"),
};

static Ratio StepTime()
{
    const int steps = 600;
    LibTorch.Load();
    return Ratio.Measure(() => TrainerLoop.Run(StepWork.Of(steps)), () => HandLoop.Run(StepWork.Of(steps), steps));
}
