using System.Net;
using System.Text.Json.Serialization;

namespace ExperimentRunner.Ledger;

/// <summary>Names a process.</summary>
/// <param name="Pid">Its id on its host.</param>
/// <param name="Host">The name of its host.</param>
public sealed record ProcessNote(int Pid, string Host)
{
    /// <summary>This process.</summary>
    public static ProcessNote Current { get; } = new(Environment.ProcessId, Dns.GetHostName());

    /// <summary>Whether the process is one of this host, so that its id means something here.</summary>
    [JsonIgnore]
    public bool IsLocal => string.Equals(Host, Current.Host, StringComparison.Ordinal);

    /// <summary>As in messages: <c>process 4711 on node3</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"process {Pid} on {Host}");
}
