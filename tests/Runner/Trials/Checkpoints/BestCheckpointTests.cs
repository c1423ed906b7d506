using CsCheck;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Components.Methods;
using ExperimentRunner.Trials.Checkpoints;

namespace ExperimentRunner.Tests.Runner.Trials.Checkpoints;

/// <summary>Whatever a run was through, its best checkpoint is found: the best of all that its newest checkpoint has behind it.</summary>
public sealed class BestCheckpointTests
{
    private const int Steps = 12;

    private static readonly Gen<Interruption> Interruptions = Gen.OneOf(
        Gen.Int[1, Steps].Select(step => new Interruption(Limit: step)),
        Gen.Int[1, 40].Select(call => new Interruption(StopAt: call)),
        Gen.Int[1, 40].Select(call => new Interruption(KillAt: call)));

    private static readonly Gen<Course> Courses = Gen.Select(
        Gen.Int[0, 4].Select(value => (double)value).Array[Steps + 1], Gen.Int[1, 4], Gen.Int[1, 5], Gen.Int[1, 3], Interruptions.Array[0, 6],
        (scores, evaluate, save, keep, interruptions) => new Course(scores, evaluate, save, keep, interruptions));

    [Fact]
    public void Whatever_is_paused_stopped_or_killed_the_best_checkpoint_is_found() => Courses.Sample(course =>
    {
        using var run = new Run(course);
        foreach (var interruption in course.Interruptions)
        {
            run.Attempt(interruption);
            run.AssertBestIsFound();
        }

        run.Attempt(new Interruption())!.BestStep.Should().Be(course.BestUntil(Steps));
        run.AssertBestIsFound();
    }, iter: 200);

    [Fact]
    public void A_newest_checkpoint_that_is_damaged_is_named_and_no_other_is_taken_for_it()
    {
        using var run = new Run(new Course([.. Enumerable.Range(0, Steps + 1).Select(step => (double)step)], EvaluateEvery: 1, SaveEvery: 1, Keep: 3, []));
        run.Attempt(new Interruption());
        var damaged = Path.Combine(run.Best(), "steps.json");
        File.AppendAllText(damaged, "1");

        run.Invoking(it => it.Best()).Should().Throw<CheckpointDamagedException>().WithMessage($"*{damaged}*");
    }

    private sealed record Interruption(int? Limit = null, int? StopAt = null, int? KillAt = null);

    private sealed record Course(double[] Scores, int EvaluateEvery, int SaveEvery, int Keep, IReadOnlyList<Interruption> Interruptions)
    {
        /// <summary>The step of the best evaluation up to a step, or null.</summary>
        public long? BestUntil(long step) => Enumerable.Range(1, (int)step).Where(at => at % EvaluateEvery == 0 || at == Steps)
            .OrderByDescending(at => Scores[at]).ThenBy(at => at).Select(at => (long?)at).FirstOrDefault();

        public override string ToString() =>
            $"[{string.Join(' ', Scores)}] evaluate {EvaluateEvery}, save {SaveEvery}, keep {Keep}: {string.Join("; ", Interruptions)}";
    }

    /// <summary>A run as the program keeps it, in a folder of its own.</summary>
    private sealed class Run(Course course) : IDisposable
    {
        private readonly TemporaryFolder place = new();
        private TrialState state = new(new TrialCreated(default, "0001-abcdefgh", "", "", Threads: 1), []);

        private TrialFolder Folder => new(place.Path);

        private Experiment Experiment => new()
        {
            Method = new Scripted(course.Scores),
            Train = new TrainSettings
            {
                Duration = Duration.Steps(Steps),
                EvaluateEvery = Duration.Steps(course.EvaluateEvery),
                Monitor = "maximize val/score",
                Checkpoint = new CheckpointSettings { Every = new Cadence(Duration.Steps(course.SaveEvery), null), Keep = course.Keep },
            },
        };

        public string Best() => BestCheckpoint.Find(Folder, state);

        public TrainingEnded? Attempt(Interruption interruption)
        {
            var started = new AttemptStarted(default, state.Trial, state.Attempts.Count + 1, new ResumePoints(Folder, state).Newest(), ProcessNote.Current);
            state = state with { Attempts = [.. state.Attempts, new AttemptState(started, null)] };
            var attempt = Folder.Attempt(started.Attempt);
            Directory.CreateDirectory(attempt.Path);
            using var file = new EventFile(attempt.EventsFile, () => { }, TimeProvider.System);
            using var events = new Disturbed(file, interruption);
            try
            {
                return Trainer.Run(
                    new TrainingJob
                    {
                        Experiment = Experiment,
                        Device = "cpu",
                        Threads = 1,
                        DataFolder = place.Path,
                        CheckpointFolder = attempt.CheckpointsFolder,
                        ResumeFrom = started.ResumesFrom is { } resume ? ResumePoints.FolderOf(resume, Folder) : null,
                        Limit = interruption.Limit is { } limit ? Duration.Steps(limit) : null,
                        Events = events,
                    },
                    events.Stop);
            }
            catch (Killed)
            {
                return null;
            }
        }

        public void AssertBestIsFound()
        {
            var newest = state.Attempts.Reverse().Select(attempt => new CheckpointFolder(Folder.Attempt(attempt.Number).CheckpointsFolder))
                .SelectMany(checkpoints => checkpoints.List().Select(checkpoints.PathOf)).FirstOrDefault();
            if (newest is null)
            {
                this.Invoking(it => it.Best()).Should().Throw<RunnerException>().WithMessage("*has no checkpoint that can be used: none was saved yet*");
                return;
            }

            var step = SavedPosition.Read(newest).Step;
            SavedPosition.Read(Best()).Step.Should().Be(course.BestUntil(step) ?? step);
        }

        public void Dispose() => place.Dispose();
    }

    /// <summary>Events of a training that is stopped or dies at one of its calls.</summary>
    private sealed class Disturbed(EventFile file, Interruption interruption) : IEventSink, IDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private int calls;

        public CancellationToken Stop => stop.Token;

        public void Write(TrainingEvent trainingEvent)
        {
            Count();
            file.Write(trainingEvent);
        }

        public long Commit()
        {
            Count();
            return file.Commit();
        }

        public void Dispose() => stop.Dispose();

        private void Count()
        {
            calls++;
            if (calls == interruption.StopAt)
            {
                stop.Cancel();
            }

            if (calls >= interruption.KillAt)
            {
                throw new Killed();
            }
        }
    }

    private sealed class Killed : Exception;
}
