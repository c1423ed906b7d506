using ExperimentRunner.Components.Randomness;

namespace ExperimentRunner.Components.Splits;

/// <summary>
/// How many samples of every class go to every part of a split: the class's proportional share rounded up or down, for all classes and
/// all parts at once, with parts of exactly the sizes asked for. Such a rounding always exists (Bacharach 1966; Cox 1987); it is found
/// as a flow of single samples from classes to parts.
/// </summary>
internal sealed class StratifiedShares
{
    private readonly long total;
    private readonly int[] classes;
    private readonly long[][] shares; // of class × part, rounded down
    private readonly long[][] remainders; // of class × part, in units of 1/total sample: above zero may be rounded up
    private readonly bool[][] roundedUp;
    private readonly long[] spare; // samples of each class that still have no part
    private readonly long[] wanted; // samples that each part still lacks

    private StratifiedShares(int[] sizes, long[] parts)
    {
        total = parts.Sum();
        classes = [.. Enumerable.Range(0, sizes.Length)];
        shares = [.. sizes.Select(size => parts.Select(part => size * part / total).ToArray())];
        remainders = [.. sizes.Select(size => parts.Select(part => size * part % total).ToArray())];
        roundedUp = [.. sizes.Select(_ => new bool[parts.Length])];
        spare = [.. sizes.Select((size, place) => size - shares[place].Sum())];
        wanted = [.. parts.Select((part, place) => part - shares.Sum(row => row[place]))];
    }

    /// <summary>Shares classes out.</summary>
    /// <param name="sizes">The number of samples of each class.</param>
    /// <param name="parts">The size of each part; their sum is that of all classes.</param>
    /// <param name="seed">Decides which of several like classes are rounded up.</param>
    /// <returns>The number of samples, class × part.</returns>
    public static long[][] Of(int[] sizes, long[] parts, long seed)
    {
        var rounding = new StratifiedShares(sizes, parts);
        for (var part = 0; part < parts.Length; part++)
        {
            rounding.RoundInProportion(part, Philox.Uniform(PhiloxKey.Of(seed, "split.shares"), (ulong)part, 0, 0));
            while (rounding.wanted[part] > 0 && rounding.Fill(part, new bool[parts.Length]))
            {
            }
        }

        return [.. rounding.shares.Select((row, place) => row.Select((share, part) => share + (rounding.roundedUp[place][part] ? 1 : 0)).ToArray())];
    }

    /// <summary>
    /// Systematic sampling: any run of neighbouring classes has its share together, too. A class that has nothing to spare leaves its
    /// turn to the next.
    /// </summary>
    private void RoundInProportion(int part, double start)
    {
        var sum = (long)(start * total);
        foreach (var place in classes)
        {
            sum += remainders[place][part];
            sum -= sum >= total && TryTake(place, part) ? total : 0;
        }
    }

    /// <summary>Finds one more sample for a part, from a class with one to spare or from another part, which then finds another.</summary>
    private bool Fill(int part, bool[] visited)
    {
        visited[part] = true;
        if (Array.Exists(classes, place => TryTake(place, part)))
        {
            return true;
        }

        for (var other = 0; other < wanted.Length; other++)
        {
            var giver = visited[other] ? -1 : Array.FindIndex(classes, place => roundedUp[place][other] && MayTake(place, part));
            if (giver >= 0)
            {
                Move(giver, other, part);
                if (Fill(other, visited))
                {
                    return true;
                }

                Move(giver, part, other);
            }
        }

        return false;
    }

    private void Move(int place, int from, int to)
    {
        (roundedUp[place][from], roundedUp[place][to]) = (false, true);
        wanted[from]++;
        wanted[to]--;
    }

    private bool MayTake(int place, int part) => remainders[place][part] > 0 && !roundedUp[place][part];

    private bool TryTake(int place, int part)
    {
        if (wanted[part] == 0 || spare[place] == 0 || !MayTake(place, part))
        {
            return false;
        }

        roundedUp[place][part] = true;
        spare[place]--;
        wanted[part]--;
        return true;
    }
}
