using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Discovery.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using DiscoveryInputs = Pulumi.Kubernetes.Types.Inputs.Discovery.V1;
using DiscoveryV1 = Pulumi.Kubernetes.Discovery.V1;

namespace Infra.Platform;

/// <summary>
/// The services behind the published hosts, each under the name that a share of the traffic has. Nothing waits for their pods, which come
/// later: a share without a ready pod answers 503, a share without a service takes the whole host away.
/// </summary>
public sealed class AppServices : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:AppServices";

    private readonly string _name;
    private readonly AppServicesArgs _args;
    private readonly StackContext _context;

    /// <summary>The services, and the addresses of those that have no pods.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Creates the services.</summary>
    public AppServices(string name, AppServicesArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        var ready = new List<Resource>();
        foreach (var service in args.Services)
        {
            ready.Add(Create(service, SpecOf(service)));
            if (service.Address is { } address)
            {
                ready.Add(CreateAddress(service, address));
            }
        }

        Ready = ready;
        RegisterOutputs();
    }

    private static ServiceSpecArgs SpecOf(PlannedService service)
    {
        if (service.DockerHost is { } docker)
        {
            var spec = new ServiceSpecArgs
            {
                Ports = { new ServicePortArgs { Name = PortNameOf(service), Port = PortOf(service), TargetPort = PortOf(service) } },
            };
            if (service.IsExternalName)
            {
                (spec.Type, spec.ExternalName) = ("ExternalName", docker.Address);
            }

            return spec;
        }

        return new()
        {
            Selector = PodLabels.App(service.App).ToDictionary(StringComparer.Ordinal),
            Ports = service.App.Ports
                .Select(port => new ServicePortArgs { Name = port.Name, Port = port.ServicePort ?? port.Port, TargetPort = port.Port })
                .ToArray(),
        };
    }

    private CoreV1.Service Create(PlannedService service, ServiceSpecArgs spec)
    {
        var metadata = _context.Metadata(service.Namespace, service.Name);
        metadata.Annotations.Add("pulumi.com/skipAwait", "true");
        return new(
            $"{_name}-{service.Namespace}-{service.Name}",
            new ServiceArgs { Metadata = metadata, Spec = spec },
            StackContext.Inside(this, _args.Namespaces[service.Namespace]));
    }

    private DiscoveryV1.EndpointSlice CreateAddress(PlannedService service, Ipv4 address) => new(
        $"{_name}-{service.Namespace}-{service.Name}-address",
        new EndpointSliceArgs
        {
            Metadata = _context.Metadata(service.Namespace, service.Name, ("kubernetes.io/service-name", service.Name)),
            AddressType = "IPv4",
            Endpoints =
            {
                new EndpointArgs
                {
                    Addresses = { address.ToString() },
                    Conditions = new EndpointConditionsArgs { Ready = true },
                },
            },
            Ports = { new DiscoveryInputs.EndpointPortArgs { Name = PortNameOf(service), Port = PortOf(service), Protocol = "TCP" } },
        },
        StackContext.Inside(this, _args.Namespaces[service.Namespace]));

    // The name that the share of the host has.
    private static string PortNameOf(PlannedService service) => service.App.Ports[0].Name;

    private static int PortOf(PlannedService service) => service.App.Compose!.Port!.Value;
}
