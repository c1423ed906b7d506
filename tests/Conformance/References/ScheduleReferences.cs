using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Tests.Conformance.References;

/// <summary>Schedules as one step follows from the one before.</summary>
public sealed class ScheduleReferences : ReferenceConformance<ISchedule>
{
    private const int Total = 60;
    private const int Epoch = 10;
    private static readonly MonitoredMetric Monitored = new("val/x", Direction.Minimize);

    protected override IEnumerable<ISchedule> Components =>
    [
        .. base.Components,
        new StepDecay { Every = Duration.Epochs(1), Warmup = Duration.Epochs(0.5) },
        new MultiStep { Milestones = [Duration.Epochs(3), Duration.Steps(7)], Factor = 0.5 },
        new ReduceOnPlateau { Patience = 2, Cooldown = 3, MinDelta = 0.05 },
        new OneCycle { Rise = 0 },
        new OneCycle { Rise = 1, Shape = CycleShape.Linear },
    ];

    [Fact]
    public void Follow_their_equations() => ForEach(component =>
    {
        var values = new MonitoredValues(Monitored);
        var factors = new double[Total];
        for (var step = 0; step < Total; step++)
        {
            factors[step] = component.FactorAt(new TrainingProgress(step, Total, Epoch) { Monitored = values });
            values.Add(Value(step));
        }

        factors.Should().Equal(Reference(component), (one, other) => Math.Abs(one - other) < 1e-9);
    });

    private static double[] Reference(ISchedule component)
    {
        var warmup = component is WarmedUp { Warmup: var duration } ? Steps(duration) : 0;
        var left = (double)Math.Max(1, Total - warmup);
        var body = component switch
        {
            Constant => Each(_ => 1),
            Linear linear => Each(step => Line(1, linear.FinalFactor, Math.Max(0, step - warmup) / left)),
            Cosine cosine => Each(step => Wave(1, cosine.FinalFactor, Math.Max(0, step - warmup) / left)),
            Polynomial power => Each(step => Line(power.FinalFactor, 1, Math.Pow(1 - (Math.Max(0, step - warmup) / left), power.Power))),
            Exponential exponential => Chain(step => step > warmup ? Math.Pow(exponential.Factor, 1.0 / Steps(exponential.Every)) : 1),
            StepDecay decay => Chain(step => step % Steps(decay.Every) == 0 ? decay.Factor : 1),
            MultiStep multi => Chain(step => Math.Pow(multi.Factor, multi.Milestones.Count(milestone => Steps(milestone) == step))),
            OneCycle cycle => Each(step => step < cycle.Rise * Total
                ? Way(cycle.Shape, cycle.FirstFactor, 1, step / (cycle.Rise * Total))
                : Way(cycle.Shape, 1, cycle.FinalFactor, (step - (cycle.Rise * Total)) / ((1 - cycle.Rise) * Total))),
            Cyclic cyclic => Cycles(cyclic),
            ReduceOnPlateau plateau => Plateaus(plateau),
            _ => throw NoEquations(component),
        };
        var start = component is WarmedUp { WarmupStart: var first } ? first : 1;
        return Each(step => body[step] * (step < warmup ? Line(start, 1, (double)step / warmup) : 1));
    }

    /// <summary>Up and down in equal steps, each cycle lower than the one before.</summary>
    private static double[] Cycles(Cyclic cyclic)
    {
        var (rise, fall) = (Steps(cyclic.Rise), Steps(cyclic.Fall ?? cyclic.Rise));
        var (height, place, top) = (0.0, 0, 1.0);
        return Each(_ =>
        {
            var factor = cyclic.BaseFactor + ((1 - cyclic.BaseFactor) * height * top);
            height += place < rise ? 1.0 / rise : -1.0 / fall;
            place++;
            if (place == rise + fall)
            {
                (height, place, top) = (0, 0, top * cyclic.Decay);
            }

            return factor;
        });
    }

    /// <summary>As <c>ReduceLROnPlateau</c> of PyTorch in its absolute mode, whose patience is one longer.</summary>
    private static double[] Plateaus(ReduceOnPlateau plateau)
    {
        var (factor, best, bad, cooldown) = (1.0, double.PositiveInfinity, 0, 0);
        return Each(step =>
        {
            var before = factor;
            bad = Value(step) < best - plateau.MinDelta ? 0 : bad + 1;
            best = bad == 0 ? Value(step) : best;
            if (cooldown > 0)
            {
                (cooldown, bad) = (cooldown - 1, 0);
            }

            if (bad > plateau.Patience - 1)
            {
                (factor, cooldown, bad) = (Math.Max(factor * plateau.Factor, plateau.FinalFactor), plateau.Cooldown, 0);
            }

            return before;
        });
    }

    /// <summary>The monitored metric: it falls, rests, and falls again.</summary>
    private static double Value(int step) => (Math.Exp(-step / 15.0) * (1 + (0.2 * Math.Sin(step)))) - (step / 20 * 0.1);

    private static int Steps(Duration duration) => (int)duration.ToSteps(Epoch);

    private static double[] Each(Func<int, double> factor) => [.. Enumerable.Range(0, Total).Select(factor)];

    /// <summary>Each factor from the one before, as PyTorch's schedulers go.</summary>
    private static double[] Chain(Func<int, double> times)
    {
        var factor = 1.0;
        return Each(step => factor *= step == 0 ? 1 : times(step));
    }

    private static double Way(CycleShape shape, double from, double to, double part) => shape == CycleShape.Linear ? Line(from, to, part) : Wave(from, to, part);

    private static double Line(double from, double to, double part) => from + ((to - from) * part);

    private static double Wave(double from, double to, double part) => to + ((from - to) * (1 + Math.Cos(Math.PI * part)) / 2);
}
