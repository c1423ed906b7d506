using System.Text.Json;
using ExperimentRunner.Commands;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Provenance;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Trials;

/// <summary>Decides which trial a command is about, and claims it.</summary>
/// <param name="runs">The folder of all runs.</param>
/// <param name="environments">Takes down where results come from.</param>
/// <param name="mask">Keeps secrets out of files.</param>
/// <param name="notices">Tells when a finished trial is repeated.</param>
/// <param name="clock">The clock.</param>
public sealed class TrialPlanner(RunsFolder runs, EnvironmentProbe environments, SecretMask mask, INotices notices, TimeProvider clock)
{
    /// <summary>
    /// Claims the newest unfinished trial of an experiment's identity, or else a new one, which goes on from the end of a finished one
    /// where that was the same but shorter.
    /// </summary>
    /// <exception cref="RunnerException">Another runner has it.</exception>
    public ClaimedTrial ContinueOrCreate(LoadedExperiment loaded)
    {
        var home = runs.Experiment(loaded.Name);
        Containment.Require(home.Path, runs.Path);
        Directory.CreateDirectory(home.Path);
        var journal = new JournalFile(home.JournalFile);
        var state = journal.Update(state => state.NewestUnfinished(loaded.Identity) is null ? Create(state, loaded, new ShorterTrial(home, notices).Find(state, loaded)) : null);
        var claim = Claim(home, journal, state.NewestUnfinished(loaded.Identity)!.Trial, loaded);
        if (claim.State is { Attempts.Count: 0, Created.Extends: { } shorter })
        {
            new Inheritance(home, clock).Take(claim, state.Find(shorter));
        }

        return claim;
    }

    /// <summary>Claims a new trial of an experiment.</summary>
    public ClaimedTrial CreateFresh(LoadedExperiment loaded)
    {
        var home = runs.Experiment(loaded.Name);
        Containment.Require(home.Path, runs.Path);
        Directory.CreateDirectory(home.Path);
        var journal = new JournalFile(home.JournalFile);
        var state = journal.Update(state => Create(state, loaded, shorter: null));
        return Claim(home, journal, state.Trials[^1].Trial, loaded);
    }

    /// <summary>Claims a trial that was created for an experiment.</summary>
    /// <param name="home">The folder of its name.</param>
    /// <param name="journal">The journal there.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="loaded">The experiment.</param>
    /// <exception cref="RunnerException">Another runner has it.</exception>
    public ClaimedTrial Claim(ExperimentFolder home, JournalFile journal, string trial, LoadedExperiment loaded)
    {
        var claim = ClaimedTrial.Take(home, journal, trial);
        AtomicFile.Write(claim.Folder.ConfigFile, mask.Apply(loaded.Text));
        AtomicFile.Write(claim.Folder.IdentityFile, loaded.Shape, isDurable: false);
        return claim;
    }

    /// <summary>The newest trial of an experiment's identity with nothing left to do, or null.</summary>
    public TrialState? FindFinal(LoadedExperiment loaded) =>
        new JournalFile(runs.Experiment(loaded.Name).JournalFile).Read().NewestFinal(loaded.Identity);

    /// <summary>Writes down where the next attempt of a trial comes from, and describes it to observers.</summary>
    public async Task<TrialContext> DescribeAsync(ClaimedTrial claim, LoadedExperiment loaded)
    {
        Containment.RequireTree(claim.Folder.Path, runs.Path);
        var state = claim.State;
        var environment = await environments.ReadAsync(state.Created.Threads, loaded.Experiment.Train.Seed, loaded.Plugins);
        var file = state.Attempts.Count == 0 ? claim.Folder.EnvironmentFile : claim.Folder.Attempt(claim.NextAttempt).EnvironmentFile;
        AtomicFile.Write(file, JsonSerializer.Serialize(environment, TrackingJson.Indented.EnvironmentRecord));
        return new TrialContext
        {
            Name = loaded.Name,
            Runs = runs,
            State = state,
            Experiment = loaded.Experiment,
            Arguments = loaded.Arguments,
            Environment = environment,
        };
    }

    /// <summary>The count that a trial keeps for life: another one gives other rounding.</summary>
    private static int ThreadsOf(Experiment experiment) => experiment.Train.Threads ?? experiment.Launcher.Capabilities.Cores;

    private TrialCreated Create(JournalState state, LoadedExperiment loaded, TrialState? shorter)
    {
        var next = state.NextTrial(loaded.Identity);
        if (state.Newest(loaded.Identity) is { } done)
        {
            notices.Inform($"{done.Trial} {(done.Status(leaseIsHeld: false) == TrialStatus.Finished ? "is finished" : "diverged")}; {next} repeats it");
        }

        return new(clock.GetUtcNow(), next, loaded.Identity, RunId.New(), shorter?.Created.Threads ?? ThreadsOf(loaded.Experiment))
        {
            Course = loaded.Course,
            Extends = shorter?.Trial,
        };
    }
}
