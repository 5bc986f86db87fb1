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
/// app comes after its pods, and no service waits for ready pods by itself: a share without one answers 503. An app that moves between
/// Docker and the cluster keeps its service and the addresses beside it: both are updated in their order, and nothing is deleted.
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

    /// <summary>
    /// Creates a service of an app's pods. The address of its Docker host, where it has one, is taken out after it: for that moment both
    /// answer, and never none.
    /// </summary>
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
        var service = Create(@namespace, name, SpecOf(app, name, selector), after);
        if (name == app.Name && MovableServices.Of(_context.System, app) is { Address: { } address } movable)
        {
            _ready[$"{@namespace}/{name}"] = [service, CreateAddress(movable, address, serves: false, [service])];
        }

        return service;
    }

    /// <summary>
    /// Creates the service of an app that runs in Docker. Its selector is one that no pods have, for without a selector the addresses of
    /// pods would stay in it after the app left the cluster (https://github.com/kubernetes/kubernetes/issues/118376). On the way back from
    /// the cluster, the Docker host is added before the pods are taken out.
    /// </summary>
    /// <param name="movable">The service.</param>
    /// <param name="after">The resources that must exist before the service leads there.</param>
    public void AddMovable(MovableService movable, params IReadOnlyList<Resource> after)
    {
        var selector = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Labels.Name] = Labels.Value(movable.Name),
            [Labels.Place] = Labels.Docker,
        };
        var spec = SpecOf(movable.App, movable.Name, selector);
        if (movable.Address is not { } address)
        {
            (spec.Type, spec.ExternalName) = ("ExternalName", movable.DockerHost.Address);
            Create(movable.Namespace, movable.Name, spec, after);
            return;
        }

        var addresses = CreateAddress(movable, address, serves: true, after);
        var service = Create(movable.Namespace, movable.Name, spec, [addresses]);
        _ready[$"{movable.Namespace}/{movable.Name}"] = [service, addresses];
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

    private static ServiceSpecArgs SpecOf(AppSpec app, string name, IReadOnlyDictionary<string, string> selector)
    {
        var spec = new ServiceSpecArgs { Selector = selector.ToDictionary(StringComparer.Ordinal) };
        for (var index = 0; index < app.Ports.Count; index++)
        {
            var port = app.Ports[index];
            var exposed = new ServicePortArgs { Name = port.Name, Port = port.ServicePort ?? port.Port, TargetPort = port.Port };
            if (NodePortOf(app, name, index) is { } number)
            {
                exposed.NodePort = number;
                spec.Type = "NodePort";
            }

            spec.Ports.Add(exposed);
        }

        return spec;
    }

    /// <summary>Node port of a port: that of the app in its own service, that of a shadow in the shadow's.</summary>
    private static int? NodePortOf(AppSpec app, string service, int index) =>
        service == app.Name ? app.Ports[index].NodePort
        : service == PublishedHosts.ServiceOf(app) && index == 0 ? app.Shadow?.NodePort
        : null;

    private DiscoveryV1.EndpointSlice CreateAddress(DockerBridge bridge, Ipv4 address, IReadOnlyList<Resource> after) =>
        CreateAddress(bridge.Namespace, bridge.Name, address, [(PortNameOf(bridge), bridge.Port)], after);

    private DiscoveryV1.EndpointSlice CreateAddress(MovableService movable, Ipv4 address, bool serves, IReadOnlyList<Resource> after) =>
        CreateAddress(
            movable.Namespace,
            movable.Name,
            serves ? address : null,
            [.. movable.Ports.Select(static one => (one.Port.Name, one.Published))],
            after);

    /// <summary>Creates addresses beside those that Kubernetes finds, under a manager's name that is not its own.</summary>
    private DiscoveryV1.EndpointSlice CreateAddress(
        string @namespace, string name, Ipv4? address, IReadOnlyList<(string Name, int Number)> ports, IReadOnlyList<Resource> after)
    {
        var slice = new EndpointSliceArgs
        {
            Metadata = _context.Metadata(
                @namespace, name, ("kubernetes.io/service-name", name), ("endpointslice.kubernetes.io/managed-by", Labels.Manager)),
            AddressType = "IPv4",
            Endpoints = new InputList<EndpointArgs>(),
            Ports =
            [
                .. ports.Select(
                    static port => new DiscoveryInputs.EndpointPortArgs { Name = port.Name, Port = port.Number, Protocol = "TCP" }),
            ],
        };
        if (address is not null)
        {
            slice.Endpoints.Add(new EndpointArgs
            {
                Addresses = { address.ToString() },
                Conditions = new EndpointConditionsArgs { Ready = true },
            });
        }

        return new(
            $"{_name}-{@namespace}-{name}-address",
            slice,
            StackContext.Inside(this, _args.Namespaces[@namespace], [.. after]));
    }

    // The name that the share of the host has.
    private static string PortNameOf(DockerBridge bridge) => bridge.App.Ports[0].Name;
}
