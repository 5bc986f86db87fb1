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
        foreach (var app in context.Spec.Apps)
        {
            foreach (var port in app.Ports)
            {
                if (port.NodePort is { } nodePort)
                {
                    CheckNodePort(context, app, port, nodePort, taken);
                }
            }

            if (app.Shadow is { } shadow)
            {
                CheckNodePort(context, app, shadow, shadow.NodePort, taken);
            }
        }
    }

    private static void CheckNodePort(ValidationContext context, AppSpec app, object record, int port, Dictionary<int, string> taken)
    {
        if (!taken.TryAdd(port, app.Name))
        {
            context.Error(record, "nodePort", $"the node port {port} is taken by '{taken[port]}'", "choose another");
        }

        foreach (var host in context.Spec.Compose.Hosts.Where(host => host.PortsInUse.Contains(port)))
        {
            context.Error(record, "nodePort", $"the port {port} is in use on '{host.Name}'", "choose another");
        }
    }
}
