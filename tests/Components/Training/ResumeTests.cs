using ExperimentRunner.Components;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Training;

namespace ExperimentRunner.Tests.Components.Training;

/// <summary>Training resumed from any checkpoint is, bit for bit, training that never stopped.</summary>
public sealed class ResumeTests
{
    public static TheoryData<string> Experiments => ["supervised", "averaged", "plateau", "lbfgs", "two_networks", "without_data"];

    [Theory]
    [MemberData(nameof(Experiments))]
    public void Resuming_from_any_checkpoint_gives_the_same_state_and_measurements(string name)
    {
        var experiment = Experiment(name);
        using var undisturbed = new TrainingFolder();
        var ended = undisturbed.Train(experiment);
        ended.Outcome.Should().Be(TrainingOutcome.Complete, ended.Reason);

        var last = ended.Step;
        foreach (var step in new long[] { 1, 7, 9, last / 2, last - 1, last })
        {
            using var resumed = new TrainingFolder();
            var end = resumed.Train(experiment, undisturbed.Checkpoint(step));
            end.Outcome.Should().Be(TrainingOutcome.Complete, end.Reason);
            end.BestStep.Should().Be(ended.BestStep);
            resumed.Measured(after: step).Should().Equal(undisturbed.Measured(after: step));
            if (step < last)
            {
                resumed.State(last).Should().Equal(undisturbed.State(last), $"resumed from step {step}");
            }
        }
    }

    [Fact]
    public void Stopping_saves_a_checkpoint_of_the_very_step()
    {
        using var folder = new TrainingFolder { StopOn = entry => entry is ScalarsLogged { Step: 21 } };
        var ended = folder.Train(TestExperiments.Supervised());
        ended.Outcome.Should().Be(TrainingOutcome.Interrupted);
        Directory.Exists(folder.Checkpoint(ended.Step)).Should().BeTrue();
        ended.Step.Should().BeInRange(21, 22);
    }

    [Fact]
    public void Early_stopping_resumed_after_its_decision_does_not_train_on()
    {
        var experiment = TestExperiments.Supervised(steps: 500) with
        {
            Callbacks = [new ExperimentRunner.Components.Callbacks.EarlyStopping { Patience = 1, MinDelta = 0.5 }],
        };
        using var undisturbed = new TrainingFolder();
        var ended = undisturbed.Train(experiment);
        ended.Step.Should().BeLessThan(500);

        using var resumed = new TrainingFolder();
        var end = resumed.Train(experiment, undisturbed.Checkpoint(ended.Step));
        end.Step.Should().Be(ended.Step);
        end.Reason.Should().Be(ended.Reason);
        resumed.Events.OfType<ScalarsLogged>().Should().OnlyContain(scalars => scalars.Values.Keys.All(key => key.StartsWith("test/")));
    }

    [Fact]
    public void Leaving_the_optimizer_out_of_a_resume_would_be_noticed()
    {
        // The negative control: another optimizer state gives other weights.
        var experiment = TestExperiments.Supervised();
        using var one = new TrainingFolder();
        using var other = new TrainingFolder();
        one.Train(experiment);
        other.Train(experiment with { Train = experiment.Train with { Seed = 4 } });
        one.State(60).Should().NotEqual(other.State(60));
    }

    [Fact]
    public void Other_threads_are_refused_on_resume()
    {
        using var undisturbed = new TrainingFolder();
        undisturbed.Train(TestExperiments.WithoutData(), threads: 1);
        using var resumed = new TrainingFolder();
        var ended = resumed.Train(TestExperiments.WithoutData(), undisturbed.Checkpoint(5), threads: 2);
        ended.Outcome.Should().NotBe(TrainingOutcome.Complete);
        ended.Reason.Should().Be("this run began with 1 threads and cannot go on with 2: the numbers would differ");
    }

    private static Experiment Experiment(string name) => name switch
    {
        "supervised" => TestExperiments.Supervised(),
        "averaged" => TestExperiments.Averaged(),
        "plateau" => TestExperiments.Plateau(),
        "lbfgs" => TestExperiments.Lbfgs(),
        "two_networks" => TestExperiments.TwoNetworks(),
        _ => TestExperiments.WithoutData(),
    };
}
