using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Tracking.Machine;

/// <summary>Reads how busy the machine is, by MLflow's names for it. Rates count from the reading before.</summary>
internal sealed class MachineProbe : IDisposable
{
    private const double Megabyte = 1e6;

    private readonly string disk;
    private readonly NvidiaProbe? gpus = NvidiaProbe.Open();
    private readonly (double Received, double Sent) networkBefore = Network();
    private (double Busy, double All) cpuBefore = Cpu();

    /// <param name="folder">A folder on the disk to tell of.</param>
    internal MachineProbe(string folder) => disk = folder;

    public void Dispose() => gpus?.Dispose();

    /// <summary>The figures now.</summary>
    internal Dictionary<string, double> Read()
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        ReadCpu(values);
        ReadMemory(values);
        ReadDisk(values);
        ReadNetwork(values);
        gpus?.Read(values);
        return values;
    }

    /// <summary>Ticks of all cores since the machine started.</summary>
    private static (double Busy, double All) Cpu()
    {
        var ticks = RegularFile.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(Number).ToArray();
        var (idle, waiting) = (ticks[3], ticks[4]);
        return (ticks.Sum() - idle - waiting, ticks.Sum());
    }

    /// <summary>Bytes over all interfaces but the machine's own.</summary>
    private static (double Received, double Sent) Network()
    {
        var interfaces = RegularFile.ReadLines("/proc/net/dev").Skip(2).Select(line => line.Split(':', 2)).Where(parts => parts[0].Trim() != "lo")
            .Select(parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        return (interfaces.Sum(fields => Number(fields[0])), interfaces.Sum(fields => Number(fields[8])));
    }

    private static void ReadMemory(Dictionary<string, double> values)
    {
        var lines = RegularFile.ReadLines("/proc/meminfo").Select(line => line.Split(':', 2)).ToDictionary(parts => parts[0], parts => Number(parts[1].Trim().Split(' ')[0]));
        var (all, free) = (lines["MemTotal"], lines["MemAvailable"]);
        values["system_memory_usage_megabytes"] = (all - free) * 1024 / Megabyte;
        values["system_memory_usage_percentage"] = (all - free) / all * 100;
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private void ReadCpu(Dictionary<string, double> values)
    {
        var now = Cpu();
        if (now.All > cpuBefore.All)
        {
            values["cpu_utilization_percentage"] = (now.Busy - cpuBefore.Busy) / (now.All - cpuBefore.All) * 100;
        }

        cpuBefore = now;
    }

    private void ReadDisk(Dictionary<string, double> values)
    {
        var drive = new DriveInfo(disk);
        double used = drive.TotalSize - drive.TotalFreeSpace;
        values["disk_usage_megabytes"] = used / Megabyte;
        values["disk_available_megabytes"] = drive.AvailableFreeSpace / Megabyte;
        values["disk_usage_percentage"] = used / drive.TotalSize * 100;
    }

    private void ReadNetwork(Dictionary<string, double> values)
    {
        var (received, sent) = Network();
        values["network_receive_megabytes"] = (received - networkBefore.Received) / Megabyte;
        values["network_transmit_megabytes"] = (sent - networkBefore.Sent) / Megabyte;
    }
}
