using Pulumi;

namespace Infra.Cluster;

/// <summary>
/// The search for holders of the node ports on every node, over SSH: processes, containers of Docker and other services, before a service
/// is created there. It is keyed on the list of ports and on the host, so that a run without a change asks nothing.
/// </summary>
public sealed class NodePortCheck : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:cluster:NodePortCheck";

    /// <summary>Minutes that the step may take.</summary>
    private const int Minutes = 5;

    /// <summary>The commands after which the ports are free; services with a node port depend on them.</summary>
    public IReadOnlyList<Resource> Free { get; }

    /// <summary>Asks every node.</summary>
    public NodePortCheck(string name, NodePortCheckArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var free = new List<Resource>(args.Hosts.Count);
        foreach (var host in args.Hosts)
        {
            free.Add(NodeCommand.Create(
                $"{name}-on-{host.Node.Name}",
                new()
                {
                    Host = Output.Create(host.Ssh),
                    Step = WantedPort.Step,
                    Script = Output.Create(
                        NodeStep.Compose(WantedPort.Step, host.Node.Name, WantedPort.Parameters(args.Ports, [], docker: false))),
                    Triggers = [host.HostId],
                    After = host.Ready,
                    Minutes = Minutes,
                },
                this));
        }

        Free = free;
        RegisterOutputs();
    }
}
