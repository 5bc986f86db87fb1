namespace Infra.Model.Validation;

/// <summary>Ports: in range, apart, and free on the hosts.</summary>
public static class PortRules
{
    /// <summary>The lowest node port.</summary>
    public const int FirstNodePort = 30000;

    /// <summary>The highest node port.</summary>
    public const int LastNodePort = 32767;

    private const int NameLimit = 15;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var app in context.Spec.Apps)
        {
            context.Unique(app.Ports, port => port.Name, "name", "port name");
            context.Unique(app.Ports, port => port.Port.ToString(), "port", "port");
            foreach (var port in app.Ports)
            {
                CheckPort(context, port);
            }
        }

        CheckNodePorts(context);
        var traefik = context.Spec.Ingress.Traefik;
        if (new[] { traefik.HttpPort, traefik.HttpsPort, traefik.MetricsPort }.Distinct().Count() != 3)
        {
            context.Error(traefik, null, "two of Traefik's ports are the same", "httpPort, httpsPort and metricsPort differ");
        }
    }

    /// <summary>A port that Kubernetes gives out as a node port.</summary>
    public static bool IsNodePort(int port) => port is >= FirstNodePort and <= LastNodePort;

    private static void CheckPort(ValidationContext context, PortSpec port)
    {
        if (port.Port is < 1 or > 65535)
        {
            context.Error(port, "port", $"{port.Port} is no port", "ports are from 1 to 65535");
        }

        if (!ObjectName.IsLabel(port.Name, NameLimit) || !port.Name.Any(char.IsAsciiLetter))
        {
            context.Error(port, "name", $"'{port.Name}' is no port name", $"use at most {NameLimit} lower-case letters, digits and dashes, and one letter at least");
        }
    }

    private static void CheckNodePorts(ValidationContext context)
    {
        var taken = new Dictionary<int, string>();
        var onHosts = context.Spec.Compose.Hosts.SelectMany(host => host.PortsInUse.Select(port => (Port: port, Host: host.Name))).ToList();
        foreach (var app in context.Spec.Apps)
        {
            IEnumerable<(object Record, int Port)> wanted = app.Ports.Where(port => port.NodePort is not null).Select(port => ((object)port, port.NodePort!.Value));
            if (app.Shadow is { } shadow)
            {
                wanted = wanted.Append((shadow, shadow.NodePort));
            }

            foreach (var (record, port) in wanted)
            {
                if (!IsNodePort(port))
                {
                    context.Error(record, "nodePort", $"{port} is no node port", $"node ports are from {FirstNodePort} to {LastNodePort}");
                }

                if (!taken.TryAdd(port, app.Name))
                {
                    context.Error(record, "nodePort", $"the node port {port} is taken by '{taken[port]}'", "choose another");
                }

                foreach (var (_, host) in onHosts.Where(used => used.Port == port))
                {
                    context.Error(record, "nodePort", $"the port {port} is in use on '{host}'", "choose another");
                }
            }
        }
    }
}
