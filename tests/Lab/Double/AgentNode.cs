using System.Net;
using System.Text.Json;

namespace Infra.Lab.Double;

/// <summary>An agent, which registers its node with a server and answers requests to its kubelet.</summary>
internal sealed class AgentNode(string version, Settings settings)
{
    private readonly string _server = settings["server"] ?? throw new RefusedException("--server is required", fatal: true);

    /// <summary>Registers the node and serves until the process is stopped.</summary>
    public async Task RunAsync()
    {
        var token = settings.Secret("token-file");
        var node = new NodeObject(settings["node-name"] ?? Environment.MachineName, Server: false, settings["node-ip"] ?? "", version, "")
        {
            Labels = [.. settings.All("node-label")],
            Taints = [.. settings.All("node-taint")],
        };
        var request = JsonSerializer.Serialize(
            new RegisterRequest(Tokens.Password(token), node, ServerNode.NodePassword()), StateJson.Default.RegisterRequest);
        while (!await RegisterAsync(token, request))
        {
            await Task.Delay(200);
        }
        Host.Write($"{Host.Data}/agent/client-kubelet.crt", "certificate\n");
        Host.Write($"{Host.Data}/agent/kubelet.kubeconfig", "kubeconfig\n");
        using var kubelet = new HttpsListener(
            IPAddress.Any,
            10250,
            call => Task.FromResult(call.Path == "/healthz" ? new HttpAnswer(200, "ok") : new(401, "Unauthorized")));
        using var balancer = new HttpsListener(IPAddress.Loopback, 6444, async call =>
            await Wire.CallAsync(
                "POST",
                $"{_server}/double/agent-cli",
                $"{node.Name}\n{call.Body}",
                ServerNode.NodePassword(),
                seconds: 20) ?? new(503, "no server answers"));
        K3sDouble.Log("k3s agent is up and running");
        Host.NotifyReady();
        await Task.Delay(Timeout.Infinite);
    }

    private async Task<bool> RegisterAsync(string token, string request)
    {
        if (await Wire.CallAsync("GET", $"{_server}/cacerts") is not { Status: 200 } authority)
        {
            K3sDouble.Log($"level=error msg=\"failed to get CA certs: no answer from {_server}\"");
            return false;
        }
        Tokens.Verify(token, authority.Body);
        var answer = await Wire.CallAsync("POST", $"{_server}/double/agent", request, seconds: 20);
        if (answer is { Status: 403 })
        {
            throw new RefusedException(answer.Body, fatal: true);
        }
        return answer is { Status: 200 };
    }
}
