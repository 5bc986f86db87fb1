using System.Globalization;
using Infra.Model;

namespace Infra.Cluster;

/// <summary>A port of a host that something described needs, for the step that finds out who holds it.</summary>
/// <param name="Port">Number of the port.</param>
/// <param name="Protocol">Protocol.</param>
/// <param name="Address">Address of the host; null for all of them.</param>
/// <param name="Owner">Owner, which may hold the port: <see cref="OfService"/> or <see cref="OfProject"/>.</param>
/// <param name="Setting">Place of the setting in the description, without blanks.</param>
public sealed record WantedPort(int Port, PortProtocol Protocol, Ipv4? Address, string Owner, string Setting)
{
    /// <summary>The step, a script's name without its ending.</summary>
    public const string Step = "ports";

    /// <summary>Owner of a node port.</summary>
    /// <param name="namespace">Namespace of the service.</param>
    /// <param name="name">Its name.</param>
    public static string OfService(string @namespace, string name) => $"service:{@namespace}/{name}";

    /// <summary>Owner of a port that Docker publishes.</summary>
    /// <param name="project">The Compose project.</param>
    public static string OfProject(string project) => $"compose:{project}";

    /// <summary>The node ports that a stack's apps and database servers need on every node.</summary>
    /// <param name="system">The system.</param>
    public static IReadOnlyList<WantedPort> OnNodes(SystemSpec system) =>
    [
        .. NodePortUse.Of(system).Select(use => new WantedPort(
            use.Port, PortProtocol.Tcp, null, OfService(system.NamespaceOf(use.App), use.Service), use.Setting)),
        .. DatabaseExposure.Of(system).Select(exposure => new WantedPort(
            exposure.Spec.NodePort,
            PortProtocol.Tcp,
            null,
            OfService(DatabasePlacement.NamespaceOf(system, exposure.Server), exposure.Service),
            exposure.Setting)),
    ];

    /// <summary>Parameters of the step.</summary>
    /// <param name="wanted">The wanted ports of the host.</param>
    /// <param name="projects">The described Compose projects of the host; none on a node.</param>
    /// <param name="docker">Whether Docker must answer; else it is asked where it runs.</param>
    public static IReadOnlyDictionary<string, string> Parameters(
        IReadOnlyList<WantedPort> wanted, IReadOnlyList<string> projects, bool docker) => new Dictionary<string, string>
        {
            ["WANTED"] = string.Join('\n', wanted.Select(static port => port.Line)),
            ["PROJECTS"] = string.Join(' ', projects),
            ["DOCKER"] = docker ? "required" : "",
        };

    private string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"{Port} {(Protocol == PortProtocol.Udp ? "udp" : "tcp")} {(Address is { } address ? $"{address}" : "*")} {Owner} {Setting}");
}
