using System.Net;
using System.Net.Sockets;

namespace ExperimentRunner.Viewing;

/// <summary>Ports on this machine alone.</summary>
internal static class LoopbackPort
{
    /// <summary>The port that is wished for where nobody listens there, else any that is free.</summary>
    internal static int Free(int wish) => TryListen(wish) ?? TryListen(0) ?? throw new IOException("no port of this machine is free");

    /// <summary>Whether somebody listens there.</summary>
    internal static bool IsTaken(int port) => TryListen(port) is null;

    private static int? TryListen(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return null;
        }
    }
}
