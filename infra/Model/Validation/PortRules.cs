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
            context.Unique(app.Ports, "port name");
            var numbers = new UniqueWords(context, "port", "port");
            foreach (var port in app.Ports)
            {
                numbers.Add(port, port.Port.ToString());
                CheckPort(context, port);
            }
        }

        CheckNodePorts(context);
        var traefik = context.Spec.Ingress.Traefik;
        if (traefik.HttpPort == traefik.HttpsPort || traefik.HttpPort == traefik.MetricsPort || traefik.HttpsPort == traefik.MetricsPort)
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
        if (!IsNodePort(port))
        {
            context.Error(record, "nodePort", $"{port} is no node port", $"node ports are from {FirstNodePort} to {LastNodePort}");
        }

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
