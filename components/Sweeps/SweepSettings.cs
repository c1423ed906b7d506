using System.Text.RegularExpressions;
using ExperimentRunner.Components.Claims;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Components.Sweeps;

/// <summary>A search over other values of an experiment's keys.</summary>
[Instead("it belongs to the search: 'search: {type: random, trials: 20}'", "trials", "n_trials", "num_trials", "num_samples", "max_trials", "run_cap", "n_iter")]
public sealed partial record SweepSettings : IValidate
{
    /// <summary>Which points of the space are tried; <c>none</c> tries all of them, as <c>grid</c> does.</summary>
    [Synonyms("sampler", "algorithm", "search_alg", "search_algorithm", "strategy", "method")]
    public ISearch? Search { get; init; }

    /// <summary>What ends or pauses trials that do badly; <c>none</c> trains every one to its end.</summary>
    [Synonyms("scheduler", "early_terminate", "hyperband")]
    public IPruner? Pruner { get; init; }

    /// <summary>
    /// The validation metric that ranks trials, such as <c>val/accuracy</c> or <c>minimize val/loss</c>; <c>none</c> takes
    /// <c>train.monitor</c>, or what that would be.
    /// </summary>
    [Synonyms("metric", "monitor", "optimize")]
    [Instead("write it in front of the metric: 'objective: maximize val/accuracy'", "direction", "goal", "mode")]
    public string? Objective { get; init; }

    /// <summary>
    /// Ranges by address: <c>optimizer.lr: log_uniform(1e-4, 1)</c>. There are <c>choice(a, b)</c>, <c>grid(a, b)</c>,
    /// <c>uniform(low, high)</c>, <c>log_uniform(low, high)</c>, <c>normal(mean, deviation)</c>, <c>int(low, high)</c>,
    /// <c>log_int(low, high)</c> and <c>step(low, high, by)</c>; <c>{choice: [a, b]}</c> for alternatives with ranges of their own.
    /// </summary>
    [Synonyms("parameters", "params", "search_space", "param_space", "param_grid")]
    [Schema(SpaceSchema.Space)]
    public ConfigNode? Space { get; init; }

    /// <summary>
    /// What must hold of a trial's values, one condition or a list of them: <c>model.width * train.batch_size &lt;= 65536</c>. Points where
    /// one does not are passed over.
    /// </summary>
    [Synonyms("constraint", "constraints")]
    [Schema(SpaceSchema.Where)]
    public ConfigNode? Where { get; init; }

    /// <summary>How many times every point is trained, with <c>train.seed</c> counting up from its value; ranked by the mean.</summary>
    [Range(1, Expectation.MostSeeds)]
    public int Seeds { get; init; } = 1;

    /// <summary>Seed of the search.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// How many times a trial whose process died is tried again from its last checkpoint, without an attempt that got further; four
    /// times as often where a kill ended it.
    /// </summary>
    [Range(0, 100), NotIdentity]
    public int Retries { get; init; } = 3;

    /// <summary>What is done with a trial for which the device's memory does not suffice.</summary>
    public OutOfMemoryPolicy OnOutOfMemory { get; init; }

    /// <summary>What becomes of a trial as soon as a loss or metric of it is not a finite number; the callback <c>nan_guard</c> need not be written.</summary>
    [NotIdentity]
    public NotFinitePolicy OnNotFinite { get; init; }

    /// <summary>The longest that a trial may train, all its attempts together; it saves a checkpoint then and ends. <c>none</c> sets no limit.</summary>
    [NotIdentity]
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>What a trial counts as that was not done within <c>time_limit</c>. A failed one continues when the sweep is continued with a higher limit.</summary>
    [NotIdentity]
    public FailurePolicy OnTimeOut { get; init; }

    /// <summary>Whether the first trial that fails for good ends the sweep, after the others have saved a checkpoint.</summary>
    [NotIdentity]
    public bool FailFast { get; init; }

    /// <summary>Where to train: <c>auto</c> (every GPU, else the CPU), or <c>cpu</c>, <c>cuda:N</c> and several with commas, <c>cuda:0,cuda:2</c>.</summary>
    [NotIdentity]
    public string Devices { get; init; } = "auto";

    /// <summary>Trials on one device at a time; <c>none</c> is one on a GPU and, on the CPU, up to four that share its cores.</summary>
    [Range(1, 256), NotIdentity]
    public int? PerDevice { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        foreach (var device in Devices.Split(',', StringSplitOptions.TrimEntries).Where(device => !DeviceForm.IsMatch(device)))
        {
            yield return new ArgumentProblem(nameof(Devices), $"'{device}' is not a device: write auto, cpu or cuda:0, several with commas");
        }
    }

    [GeneratedRegex("^(auto|cpu|cuda:[0-9]{1,3})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex DeviceForm { get; }
}
