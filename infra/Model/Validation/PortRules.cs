namespace Infra.Model.Validation;

/// <summary>Rules of ports: each is used once, and node ports are free on the hosts.</summary>
public static class PortRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var app in context.Spec.Apps)
        {
            var numbers = new UniqueWords(context, "port", "port");
            foreach (var port in app.Ports)
            {
                numbers.Add(port, port.Port.ToString());
            }

            var exposed = new Dictionary<int, PortSpec>();
            foreach (var port in app.Ports)
            {
                var number = port.ServicePort ?? port.Port;
                if (!exposed.TryAdd(number, port) && exposed[number].Port != port.Port)
                {
                    context.Error(
                        port,
                        port.ServicePort is null ? "port" : "servicePort",
                        $"the service has the TCP port {number} for '{exposed[number].Name}' already",
                        "write another servicePort");
                }
            }
        }

        var taken = new Dictionary<int, string>();
        foreach (var use in context.Spec.Apps.SelectMany(NodePortUse.Of))
        {
            CheckNodePort(context, use, taken);
        }

        foreach (var server in context.Spec.Databases.Servers())
        {
            if (server.Exposed is { } exposed)
            {
                CheckExposure(context, server, exposed, taken);
            }
        }
    }

    private static void CheckExposure(
        ValidationContext context, IDatabaseServerSpec server, DatabaseExposureSpec exposed, Dictionary<int, string> taken)
    {
        if (!taken.TryAdd(exposed.NodePort, server.Name))
        {
            context.Error(
                exposed, "nodePort", $"the node port {exposed.NodePort} is taken by '{taken[exposed.NodePort]}'", "choose another");
        }

        foreach (var host in context.Spec.Compose.Hosts.Where(host => host.PortsInUse.Contains(exposed.NodePort)))
        {
            context.Error(exposed, "nodePort", $"the port {exposed.NodePort} is in use on '{host.Name}'", "choose another");
        }

        if (server.EnvironmentIn(context.Spec) is { } environment && !context.OwnsCluster && environment == context.Spec.Environment.Name)
        {
            context.Error(
                exposed,
                "nodePort",
                $"'{server.Name}' belongs to '{environment}', and the firewall in front of the nodes to the stack that owns the cluster",
                "expose a server of that stack, or leave exposed out");
        }
    }

    private static void CheckNodePort(ValidationContext context, NodePortUse use, Dictionary<int, string> taken)
    {
        var (record, port) = (use.Record, use.Port);
        if (!taken.TryAdd(port, use.App.Name))
        {
            context.Error(record, "nodePort", $"the node port {port} is taken by '{taken[port]}'", "choose another");
        }
        else if (NeighbourWith(context, use) is { } other)
        {
            context.Error(
                record,
                "nodePort",
                $"the node port {port} is taken by '{other.App}' of the stack {other.Stack} in the same cluster",
                "choose another in the environment's file of one of them");
        }

        foreach (var host in context.Spec.Compose.Hosts.Where(host => host.PortsInUse.Contains(port)))
        {
            context.Error(record, "nodePort", $"the port {port} is in use on '{host.Name}'", "choose another");
        }
    }

    /// <summary>The app of another stack in the cluster whose service has the same node port; null for none.</summary>
    private static (string App, string Stack)? NeighbourWith(ValidationContext context, NodePortUse use)
    {
        if (!NodePortUse.Of(context.Spec).Any(made => ReferenceEquals(made.Record, use.Record)))
        {
            return null;
        }

        foreach (var neighbour in context.Neighbours)
        {
            foreach (var other in NodePortUse.Of(neighbour))
            {
                if (other.Port == use.Port)
                {
                    return (other.App.Name, neighbour.Stack.Name);
                }
            }
        }

        return null;
    }
}
