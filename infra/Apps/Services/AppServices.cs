using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Discovery.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using DiscoveryInputs = Pulumi.Kubernetes.Types.Inputs.Discovery.V1;
using DiscoveryV1 = Pulumi.Kubernetes.Discovery.V1;

namespace Infra.Apps;

/// <summary>
/// The services of a stack's apps, each under the name that a share of the traffic has, and those that lead to Docker hosts. That of an
/// app comes after its pods, and no service waits for ready pods by itself: a share without one answers 503.
/// </summary>
public sealed class AppServices : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:AppServices";

    private readonly string _name;
    private readonly AppServicesArgs _args;
    private readonly StackContext _context;
    private readonly Dictionary<string, IReadOnlyList<Resource>> _ready = new(StringComparer.Ordinal);

    /// <summary>The services by <c>namespace/name</c>, with the addresses of those that have no pods.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Resource>> Ready => _ready;

    /// <summary>Creates no service; each app adds its own.</summary>
    public AppServices(string name, AppServicesArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        RegisterOutputs();
    }

    /// <summary>Creates a service of an app's pods.</summary>
    /// <param name="app">The app, with its ports.</param>
    /// <param name="namespace">The app's namespace.</param>
    /// <param name="name">Name of the service.</param>
    /// <param name="selector">Labels of its pods.</param>
    /// <param name="after">The resources that must exist before the service leads to these pods.</param>
    public CoreV1.Service Add(
        AppSpec app,
        string @namespace,
        string name,
        IReadOnlyDictionary<string, string> selector,
        params IReadOnlyList<Resource> after)
    {
        var spec = new ServiceSpecArgs { Selector = selector.ToDictionary(StringComparer.Ordinal) };
        for (var index = 0; index < app.Ports.Count; index++)
        {
            var port = app.Ports[index];
            var exposed = new ServicePortArgs { Name = port.Name, Port = port.ServicePort ?? port.Port, TargetPort = port.Port };
            if (name == app.Name && (port.NodePort ?? (index == 0 ? app.Shadow?.NodePort : null)) is { } number)
            {
                exposed.NodePort = number;
                spec.Type = "NodePort";
            }

            spec.Ports.Add(exposed);
        }

        return Create(@namespace, name, spec, after);
    }

    /// <summary>Records a service that something else creates.</summary>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="creator">The resource that is ready once the service exists.</param>
    public void AddShared(string @namespace, string name, Resource creator) => _ready[$"{@namespace}/{name}"] = [creator];

    /// <summary>Creates the service that gives the members of a StatefulSet their names in DNS, before they are ready too.</summary>
    /// <param name="namespace">The app's namespace.</param>
    /// <param name="name">Name of the service.</param>
    /// <param name="selector">Labels of the members.</param>
    public CoreV1.Service AddHeadless(string @namespace, string name, IReadOnlyDictionary<string, string> selector) =>
        Create(
            @namespace,
            name,
            new()
            {
                ClusterIP = "None",
                PublishNotReadyAddresses = true,
                Selector = selector.ToDictionary(StringComparer.Ordinal),
            },
            []);

    /// <summary>Creates a service that leads to a Docker host.</summary>
    /// <param name="bridge">The service.</param>
    /// <param name="after">The resources that must exist before the service leads there.</param>
    public void AddBridge(DockerBridge bridge, params IReadOnlyList<Resource> after)
    {
        var spec = new ServiceSpecArgs
        {
            Ports = { new ServicePortArgs { Name = PortNameOf(bridge), Port = bridge.Port, TargetPort = bridge.Port } },
        };
        if (bridge.Address is not { } address)
        {
            (spec.Type, spec.ExternalName) = ("ExternalName", bridge.DockerHost.Address);
            Create(bridge.Namespace, bridge.Name, spec, after);
            return;
        }

        var service = Create(bridge.Namespace, bridge.Name, spec, after);
        _ready[$"{bridge.Namespace}/{bridge.Name}"] = [service, CreateAddress(bridge, address, after)];
    }

    private CoreV1.Service Create(string @namespace, string name, ServiceSpecArgs spec, IReadOnlyList<Resource> after)
    {
        var metadata = _context.Metadata(@namespace, name);
        metadata.Annotations.Add("pulumi.com/skipAwait", "true");
        var service = new CoreV1.Service(
            $"{_name}-{@namespace}-{name}",
            new ServiceArgs { Metadata = metadata, Spec = spec },
            StackContext.Inside(this, _args.Namespaces[@namespace], [.. after]));
        _ready[$"{@namespace}/{name}"] = [service];
        return service;
    }

    private DiscoveryV1.EndpointSlice CreateAddress(DockerBridge bridge, Ipv4 address, IReadOnlyList<Resource> after) => new(
        $"{_name}-{bridge.Namespace}-{bridge.Name}-address",
        new EndpointSliceArgs
        {
            Metadata = _context.Metadata(bridge.Namespace, bridge.Name, ("kubernetes.io/service-name", bridge.Name)),
            AddressType = "IPv4",
            Endpoints =
            {
                new EndpointArgs
                {
                    Addresses = { address.ToString() },
                    Conditions = new EndpointConditionsArgs { Ready = true },
                },
            },
            Ports = { new DiscoveryInputs.EndpointPortArgs { Name = PortNameOf(bridge), Port = bridge.Port, Protocol = "TCP" } },
        },
        StackContext.Inside(this, _args.Namespaces[bridge.Namespace], [.. after]));

    // The name that the share of the host has.
    private static string PortNameOf(DockerBridge bridge) => bridge.App.Ports[0].Name;
}
