using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Infra.Tests.Lab.Hosts;

/// <summary>Whether one gets a connection somewhere, within two seconds.</summary>
internal static class Reach
{
    /// <summary>From where a command runs: <paramref name="prefix"/> is what goes before it.</summary>
    public static bool From(string[] prefix, string address, int port)
    {
        string[] words = [.. prefix, "timeout", "2", "bash", "-c", string.Create(CultureInfo.InvariantCulture, $"(</dev/tcp/{address}/{port}) 2>/dev/null && echo yes || echo no")];
        return Shell.Run(words[0], words[1..]).Trim() == "yes";
    }

    /// <summary>From this machine, under one of its addresses.</summary>
    public static async Task<bool> FromMachineAsync(string source, string address, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(source), 0));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await socket.ConnectAsync(address, port, limit.Token);
            return true;
        }
        catch (Exception refused) when (refused is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
