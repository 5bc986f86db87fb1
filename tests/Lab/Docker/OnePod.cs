using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Docker;

/// <summary>A pod on a <see cref="OneHost"/>: a network namespace with a server of HTTP on port 80.</summary>
/// <param name="Space">The namespace.</param>
/// <param name="Address">Its address.</param>
internal sealed record OnePod(NetworkSpace Space, string Address)
{
    /// <summary>Answer of an HTTP server to the pod; <c>no</c> for none within a second.</summary>
    public Task<string> AskAsync(string address, int port) => AskAsync(Space, address, port);

    /// <summary>Answer of an HTTP server to a network namespace; <c>no</c> for none within a second.</summary>
    public static async Task<string> AskAsync(NetworkSpace space, string address, int port) =>
        (await space.RunAsync("bash", "-c", $"{Asking(address, port)} || echo no")).Trim();

    /// <summary>Command that asks an HTTP server for at most a second.</summary>
    public static string Asking(string address, int port) => $"curl -s --noproxy '*' --max-time 1 http://{address}:{port}/";
}
