using CsCheck;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Sweeps;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Sweeps.Scheduling;

namespace ExperimentRunner.Tests.Runner.Sweeps.Scheduling;

public sealed class SweepSchedulerTests
{
    [Fact]
    public void Trials_are_asked_for_in_order_and_once()
    {
        using var sweep = new MadeSweep { Points = 3 };
        var scheduler = sweep.Begin();

        Drain(scheduler).Select(trial => trial.Asked.Values).Should().Equal("x=0 train.seed=0", "x=1 train.seed=0", "x=2 train.seed=0");
        scheduler.IsOver.Should().BeTrue();
        new JournalFile(sweep.JournalPath).Read().Trials.Should().HaveCount(3);
    }

    [Fact]
    public void Whatever_is_killed_whenever_the_end_is_the_same() =>
        Gen.Int[0, 5].Array[0, 40].Sample(steps =>
        {
            using var calm = new MadeSweep { Points = 6, MembersOf = point => point % 3 };
            using var wild = new MadeSweep { Points = 6, MembersOf = point => point % 3 };
            var undisturbed = calm.Begin();
            Drain(undisturbed);

            var scheduler = wild.Begin();
            var running = new Queue<SweepTrial>();
            foreach (var step in steps)
            {
                Take(step, ref scheduler, running, wild);
            }

            scheduler = wild.Begin();
            Drain(scheduler);
            MadeSweep.Text(scheduler.Trials).Should().Be(MadeSweep.Text(undisturbed.Trials));
        });

    [Fact]
    public void Judgements_and_promotions_follow_from_the_journal() =>
        Gen.Select(Gen.Int[0, 5].Array[1, 40], Gen.Double[0, 1].Array[40]).Sample((steps, scores) =>
        {
            using var sweep = new MadeSweep { Points = 8, Settings = new SweepSettings { Pruner = new Halving() } };
            var scheduler = sweep.Begin();
            var running = new Queue<SweepTrial>();
            for (var index = 0; index < steps.Length; index++)
            {
                if (steps[index] == 0 && running.TryDequeue(out var trial))
                {
                    if (scheduler.Judge(trial, trial.JudgedStep + 1, scheduler.NextRung(trial), scores[index]) == PruningVerdict.Continue)
                    {
                        scheduler.Return(trial, TimeSpan.Zero);
                    }

                    sweep.Begin().Trials.Select(Durable).Should().Equal(scheduler.Trials.Select(Durable));
                }
                else if (scheduler.Next() is { } next)
                {
                    running.Enqueue(next);
                }
            }
        });

    [Fact]
    public void A_journal_that_does_not_follow_from_the_search_is_an_error()
    {
        using var sweep = new MadeSweep { Settings = new SweepSettings { Pruner = new Halving() } };
        var scheduler = sweep.Begin();
        var trial = scheduler.Next()!;
        new JournalFile(sweep.JournalPath).Update(_ => new TrialJudged(sweep.Clock.GetUtcNow(), trial.Name, 1, 0.5, 1, PruningVerdict.Stop));

        sweep.Invoking(made => made.Begin()).Should().Throw<InvalidDataException>()
            .WithMessage($"the journal's decision about {trial.Name} (TrialJudged) does not follow from those before it: the pruner says Pause, and said Stop; 'sweep --fresh' starts from the beginning");
    }

    [Fact]
    public void Any_number_of_trials_can_be_asked_for_after_any_other() =>
        Gen.Int[1, 8].Array[1, 6].Sample(budgets =>
        {
            using var sweep = Halved(points: 8);
            foreach (var budget in budgets)
            {
                sweep.Budget = budget;
                var scheduler = sweep.Begin();
                while (scheduler.Next() is { } trial)
                {
                    ToNextRung(scheduler, trial, score: -trial.Number);
                }

                scheduler.SettleRest();
                scheduler.Trials.Select(trial => trial.Asked.Values).Should().Equal(Enumerable.Range(0, budget).Select(point => FormattableString.Invariant($"x={point} train.seed=0")));
                scheduler.Trials[0].Status.Should().Be(SweepTrialStatus.Complete, "it is the best of however many");
                sweep.Begin().Earlier.Should().BeNull("the same command goes on");
            }

            new JournalFile(sweep.JournalPath).Read().Trials.Should().HaveCount(budgets.Max(), "what is there is not asked for again");
        });

    [Fact]
    public void Fewer_trials_and_another_sweep_are_told_from_the_one_that_goes_on()
    {
        using var sweep = new MadeSweep { Points = 4 };
        sweep.Begin().Earlier.Should().BeNull();
        sweep.Begin().Next().Should().NotBeNull();
        Drain(sweep.Begin()).Should().HaveCount(4);

        sweep.Budget = 2;
        sweep.Begin().Earlier!.Begun.Key.Should().Be(sweep.Plan.Key);
        using var other = new MadeSweep { Points = 4, Key = "other" };
        File.Copy(sweep.JournalPath, other.JournalPath);
        other.Begin().Earlier!.Begun.Key.Should().NotBe(other.Plan.Key);
    }

    [Fact]
    public void A_trial_that_is_there_counts_unless_the_sweep_is_fresh()
    {
        using var sweep = new MadeSweep { Points = 1 };
        var first = sweep.Begin().Next()!;
        sweep.Train(first.Name, TrainingOutcome.Complete);

        using var changed = new MadeSweep { Points = 1, Key = "other" };
        File.Copy(sweep.JournalPath, changed.JournalPath);
        changed.Begin().Next()!.Name.Should().Be(first.Name);
        changed.Clock.Advance(TimeSpan.FromSeconds(1));
        var fresh = changed.Begin(isFresh: true).Next()!;
        fresh.Name.Should().NotBe(first.Name);
        changed.Begin().Trials.Should().ContainSingle().Which.Name.Should().Be(fresh.Name, "going on with a fresh sweep is no new one");
    }

    [Theory]
    [InlineData(TrainingOutcome.Failed, SweepTrialStatus.Pending)]
    [InlineData(TrainingOutcome.NotFinite, SweepTrialStatus.Failed)]
    public void What_failed_is_tried_again_by_the_next_command_unless_it_would_fail_again(TrainingOutcome outcome, SweepTrialStatus then)
    {
        using var sweep = new MadeSweep { Points = 1 };
        var scheduler = sweep.Begin();
        var trial = scheduler.Next()!;
        sweep.Train(trial.Name, outcome);
        scheduler.Settle(trial, SweepTrialStatus.Failed, null, "no disk");

        sweep.Begin().Trials.Single().Status.Should().Be(then);
    }

    [Fact]
    public void A_deleted_trial_counts_as_it_stood_and_never_goes_on()
    {
        using var sweep = Halved(points: 4);
        var scheduler = sweep.Begin();
        var (first, second, third) = (scheduler.Next()!, scheduler.Next()!, scheduler.Next()!);
        ToNextRung(scheduler, first, score: 3);
        ToNextRung(scheduler, second, score: 2);
        scheduler.Next().Should().BeSameAs(first);
        var journal = new JournalFile(sweep.JournalPath);
        foreach (var gone in (SweepTrial[])[first, third])
        {
            journal.Update(_ => new TrialDeleted(sweep.Clock.GetUtcNow(), gone.Name));
        }

        scheduler = sweep.Begin();
        scheduler.Trials.Select(trial => trial.Status).Should().Equal(SweepTrialStatus.Cancelled, SweepTrialStatus.Paused, SweepTrialStatus.Cancelled);
        var fourth = scheduler.Next()!;
        fourth.Asked.Point.Should().Be(3);
        ToNextRung(scheduler, fourth, score: 1);
        scheduler.Next()!.Name.Should().Be(second.Name);
        sweep.Begin().Trials.Select(Durable).Should().Equal(scheduler.Trials.Select(Durable));
    }

    [Fact]
    public void A_space_without_anything_new_says_so()
    {
        using var sweep = new MadeSweep { Points = 20_000, MembersOf = point => point == 0 ? 1 : 0 };
        var scheduler = sweep.Begin();
        Drain(scheduler).Should().ContainSingle();
        scheduler.Exhausted.Should().Be("the last 10000 points that the search asked for were tried before or break a constraint: the space has no more");
    }

    [Fact]
    public void Batches_are_halved_until_one_sample_is_left_and_the_next_runner_knows()
    {
        using var sweep = new MadeSweep { Points = 1 };
        var scheduler = sweep.Begin();
        var trial = scheduler.Next()!;
        for (var parts = 2; parts <= 32; parts *= 2)
        {
            scheduler.Split(trial).Should().BeTrue();
            scheduler.ExperimentOf(trial).Experiment.Train.Accumulate.Should().Be(parts);
        }

        scheduler.Split(trial).Should().BeFalse();
        sweep.Begin().Trials.Single().Accumulate.Should().Be(32);
    }

    [Fact]
    public void A_trial_that_waits_for_its_next_attempt_does_not_hold_up_the_others()
    {
        using var sweep = new MadeSweep { Points = 2 };
        var scheduler = sweep.Begin();
        var first = scheduler.Next()!;
        scheduler.Return(first, TimeSpan.FromSeconds(5));

        scheduler.Next()!.Asked.Point.Should().Be(1);
        scheduler.Next().Should().BeNull();
        scheduler.IsOver.Should().BeFalse();
        sweep.Clock.Advance(TimeSpan.FromSeconds(5));
        scheduler.Next().Should().BeSameAs(first);
    }

    [Fact]
    public void A_sweep_is_not_over_while_the_last_judgement_lets_a_paused_trial_go_on()
    {
        using var sweep = Halved(points: 2);
        var scheduler = sweep.Begin();
        var (first, second) = (scheduler.Next()!, scheduler.Next()!);
        scheduler.Next().Should().BeNull();

        ToNextRung(scheduler, second, score: 0);
        ToNextRung(scheduler, first, score: 1);
        scheduler.IsOver.Should().BeFalse();
        scheduler.Next().Should().BeSameAs(first);
        first.IsSpare.Should().BeFalse("it is the better half of its rung");
    }

    [Fact]
    public void A_slot_that_would_be_idle_goes_on_with_a_paused_trial_until_the_others_are_done()
    {
        using var sweep = Halved(points: 2);
        var scheduler = sweep.Begin();
        var (first, second) = (scheduler.Next()!, scheduler.Next()!);
        ToNextRung(scheduler, second, score: 0);
        scheduler.Next().Should().BeSameAs(second);
        second.IsSpare.Should().BeTrue("nothing is left to begin, and the first trial still trains");
        sweep.Begin().Trials.Select(Durable).Should().Equal(scheduler.Trials.Select(Durable));

        scheduler.IsOver.Should().BeFalse();
        scheduler.Settle(first, SweepTrialStatus.Complete, 1, null);
        scheduler.Next().Should().BeNull();
        scheduler.IsOver.Should().BeTrue("nothing but a spare trains");
        scheduler.SettleRest();
        (second.Status, second.Settled!.Objective).Should().Be((SweepTrialStatus.Pruned, 0));
        var next = sweep.Begin();
        next.Next().Should().BeNull();
        next.IsOver.Should().BeTrue();
    }

    [Fact]
    public void A_spare_goes_on_where_nothing_else_would_be_trained_to_its_end()
    {
        using var sweep = Halved(points: 2);
        var scheduler = sweep.Begin();
        var (first, second) = (scheduler.Next()!, scheduler.Next()!);
        ToNextRung(scheduler, second, score: 0);
        scheduler.Next().Should().BeSameAs(second);
        scheduler.Settle(first, SweepTrialStatus.Failed, null, null);

        scheduler.Next().Should().BeNull();
        scheduler.IsOver.Should().BeFalse();
        second.IsSpare.Should().BeFalse();
    }

    [Fact]
    public void Where_too_few_trials_reach_the_last_rung_the_best_is_trained_to_its_end()
    {
        using var sweep = Halved(points: 3);
        var scheduler = sweep.Begin();
        var turns = new List<int>();
        while (scheduler.Next() is { } trial)
        {
            turns.Add(trial.Number);
            ToNextRung(scheduler, trial, score: -trial.Number);
            sweep.Begin().Trials.Select(Durable).Should().Equal(scheduler.Trials.Select(Durable));
        }

        turns.Should().Equal(0, 1, 0, 2, 0, 0, 0); // rungs stand at 1, 2, 4 and 8 of 9 epochs: by halving alone the last three turns would not be
        scheduler.Trials.Select(trial => trial.Status).Should().Equal(SweepTrialStatus.Complete, SweepTrialStatus.Paused, SweepTrialStatus.Paused);
        scheduler.IsOver.Should().BeTrue();
    }

    [Fact]
    public void What_is_called_the_best_is_the_best_that_was_seen_and_was_trained_to_its_end() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 4], Gen.Int[0, 9].Array[9], Gen.Int[0, 12].Array[81], Gen.Int[0, 40].Array[400]).Sample((points, slots, endings, scores, moves) =>
        {
            using var sweep = Halved(points);
            var race = new Race(sweep, slots, endings, scores);
            race.Run(moves);

            var best = new SweepRanking(sweep.Plan.Objective, race.Scheduler.Trials).Best!;
            best.Lead.Status.Should().Be(SweepTrialStatus.Complete);
            best.Objective!.Mean.Should().Be(race.BestSeen);
            race.Scheduler.Trials.Should().OnlyContain(trial => trial.IsOver);
            SweepRanking.Of(new JournalFile(sweep.JournalPath).Read())!.Best!.Lead.Name.Should().Be(best.Lead.Name, "the journal alone says the same");
        });

    private static MadeSweep Halved(int points) => new()
    {
        Points = points,
        Settings = new SweepSettings { Pruner = new Asha { Min = Duration.Epochs(1), ReductionFactor = 2 } },
    };

    private static void ToNextRung(SweepScheduler scheduler, SweepTrial trial, double score)
    {
        var rung = scheduler.NextRung(trial);
        if (scheduler.Judge(trial, trial.JudgedStep + 1, rung, score) == PruningVerdict.Continue && rung == 1)
        {
            scheduler.Settle(trial, SweepTrialStatus.Complete, score, null);
        }
    }

    private static (string, SweepTrialStatus, double, double?) Durable(SweepTrial trial) =>
        (trial.Name, trial.Status == SweepTrialStatus.Running ? SweepTrialStatus.Pending : trial.Status, trial.Done, trial.Score);

    /// <summary>0 kills the runner, 1 ends a trial, and the rest begin one.</summary>
    private static void Take(int step, ref SweepScheduler scheduler, Queue<SweepTrial> running, MadeSweep sweep)
    {
        switch (step)
        {
            case 0:
                running.Clear();
                scheduler = sweep.Begin();
                break;
            case 1 when running.TryDequeue(out var trial):
                Complete(scheduler, trial);
                break;
            case > 1 when scheduler.Next() is { } next:
                running.Enqueue(next);
                break;
        }
    }

    private static List<SweepTrial> Drain(SweepScheduler scheduler)
    {
        var trials = new List<SweepTrial>();
        while (scheduler.Next() is { } trial)
        {
            Complete(scheduler, trial);
            trials.Add(trial);
        }

        return trials;
    }

    private static void Complete(SweepScheduler scheduler, SweepTrial trial) => scheduler.Settle(trial, SweepTrialStatus.Complete, trial.Number, null);

    /// <summary>Pauses at the half, and lets whoever is above the mean of those there go on.</summary>
    private sealed record Halving : IPruner
    {
        public IJudge Begin(Duration training) => new Run();

        private sealed class Run : IJudge
        {
            private readonly SortedDictionary<int, double> paused = [];
            private readonly List<double> seen = [];

            public double NextRung(double done) => done < 0.5 ? 0.5 : 1;

            public PruningVerdict Judge(int trial, double done, double score)
            {
                if (done != 0.5)
                {
                    return PruningVerdict.Continue;
                }

                seen.Add(score);
                paused[trial] = score;
                return PruningVerdict.Pause;
            }

            public void Release(int trial) => paused.Remove(trial);

            public int? Promote()
            {
                foreach (var (trial, score) in paused)
                {
                    if (score > seen.Average())
                    {
                        paused.Remove(trial);
                        return trial;
                    }
                }

                return null;
            }
        }
    }
}
