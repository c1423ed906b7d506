using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Training;

namespace ExperimentRunner.Tests.Components.Training;

/// <summary>One attempt at training in a temporary folder, with its events in memory.</summary>
internal sealed class TrainingFolder : IEventSink, IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly IDisposable mark;
    private readonly CancellationTokenSource stop = new();
    private readonly List<TrainingEvent> events = [];
    private readonly string folder = Directory.CreateTempSubdirectory("experiment-test-").FullName;

    /// <summary>Makes the folder. Until its end memory that nobody set is marked, so that a training that reads some shows it every time.</summary>
    public TrainingFolder()
    {
        LibTorch.Load();
        mark = UnsetMemory.Mark();
    }

    public IReadOnlyList<TrainingEvent> Events => events;

    public string Checkpoints => Path.Combine(folder, "checkpoints");

    /// <summary>Asks to stop as soon as an event like this is written.</summary>
    public Func<TrainingEvent, bool> StopOn { get; init; } = _ => false;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public string Checkpoint(long step) => Path.Combine(Checkpoints, $"step-{step}");

    public TrainingEnded Train(Experiment experiment, string? resumeFrom = null, string device = "cpu", int threads = 1) => Trainer.Run(
        new TrainingJob
        {
            Experiment = experiment,
            Device = device,
            Threads = threads,
            DataFolder = folder,
            CheckpointFolder = Checkpoints,
            ResumeFrom = resumeFrom,
            Events = this,
            Clock = Clock,
        },
        stop.Token);

    /// <summary>What must repeat: measured values and tables after a step, without times and speeds.</summary>
    public IReadOnlyList<string> Measured(long after = 0) => [.. events
        .Where(entry => entry is ScalarsLogged scalars && scalars.Step > after || entry is TableLogged table && table.Step > after)
        .Select(entry => entry is ScalarsLogged scalars ? scalars with { SamplesPerSecond = null } : entry)
        .Select(entry => JsonSerializer.Serialize(entry with { Time = default }, Json))];

    /// <summary>Every file of a checkpoint by name and content, but for the position in the event file.</summary>
    public IReadOnlyList<string> State(long step) => [.. Directory.GetFiles(Checkpoint(step))
        .Where(file => Path.GetFileName(file) != "manifest.json")
        .Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetFileName(file)}: {(file.EndsWith("trainer.json", StringComparison.Ordinal) ? WithoutEvents(file) : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))))}")];

    public void Write(TrainingEvent trainingEvent)
    {
        events.Add(trainingEvent);
        if (StopOn(trainingEvent))
        {
            stop.Cancel();
        }
    }

    public long Commit() => events.Count;

    public void Dispose()
    {
        mark.Dispose();
        stop.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string WithoutEvents(string file)
    {
        var state = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        state.Remove(nameof(Events));
        state.Remove("events");
        return state.ToJsonString();
    }
}
