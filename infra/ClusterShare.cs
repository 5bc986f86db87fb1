using System.Collections.Immutable;
using Infra.Model;
using Infra.Platform;
using Pulumi;
using StorageV1 = Pulumi.Kubernetes.Storage.V1;

namespace Infra;

/// <summary>What every stack has of its own in a cluster, whoever owns it: namespaces with their policies and roles, volumes, routes.</summary>
internal sealed class ClusterShare
{
    private readonly StackInputs _inputs;
    private readonly SystemSpec _system;
    private readonly IReadOnlyDictionary<string, string> _labels;
    private readonly ProviderResource _provider;

    /// <summary>The namespaces.</summary>
    public Tenancy Tenancy { get; }

    /// <summary>For a stack whose storage classes are another's.</summary>
    public static IReadOnlyDictionary<string, StorageV1.StorageClass> NoClasses { get; } = new Dictionary<string, StorageV1.StorageClass>(StringComparer.Ordinal);

    /// <summary>Makes the namespaces, and who may do and reach what in them.</summary>
    public ClusterShare(StackInputs inputs, IReadOnlyDictionary<string, string> labels, ProviderResource provider)
    {
        (_inputs, _system, _labels, _provider) = (inputs, inputs.System, labels, provider);
        NamespaceSpec[] namespaces = [.. _system.OwnNamespaces()];
        Tenancy = new("tenancy", new()
        {
            Namespaces = namespaces,
            Registries = _system.Cluster.Registries,
            RegistryPasswords = inputs.RegistryPasswords(),
            Labels = labels,
            Protect = _system.Environment.Protect,
        }, Using());
        _ = new NetworkPolicies("network-policies", new() { Namespaces = namespaces, Created = Tenancy.Namespaces, Flows = StackParts.Flows(_system), Labels = labels }, Using());
        _ = new Roles("access", new() { Roles = _system.Security.Roles, Namespaces = Tenancy.Namespaces, Parts = StackParts.All }, inputs.Context().With(provider));
    }

    /// <summary>Makes the claims of the apps' volumes.</summary>
    /// <param name="classes">The storage classes this stack makes, by name.</param>
    public void CreateVolumes(IReadOnlyDictionary<string, StorageV1.StorageClass> classes) => _ = new Volumes("volumes", new()
    {
        System = _system,
        Namespaces = Tenancy.Namespaces,
        Classes = classes,
        Labels = _labels,
        Protect = _system.Environment.Protect,
    }, Using());

    /// <summary>Makes the routes of the published hosts, and their certificates.</summary>
    /// <param name="after">What must be there first.</param>
    public void CreateRoutes(IReadOnlyList<Resource> after)
    {
        var hosts = PublishedHosts.Of(_system);
        if (hosts.Count > 0)
        {
            _ = new Routes("routes", new()
            {
                Hosts = hosts,
                Ingress = _system.Ingress,
                Firewall = _system.Cluster.Firewall,
                Users = hosts.Where(host => host.Spec.BasicAuth is not null).ToDictionary(host => host.Spec.Name, host => _inputs.Declared(host.Spec.BasicAuth!), StringComparer.Ordinal),
                Namespaces = Tenancy.Namespaces,
                After = after,
                Labels = _labels,
            }, Using());
        }
    }

    /// <summary>Makes the databases of the environment. Gives their passwords, by <c>server/database</c>.</summary>
    /// <param name="servers">The servers this stack makes, by name; empty in a cluster of another stack.</param>
    /// <param name="classes">The storage classes this stack makes, by name.</param>
    /// <param name="images">What those that run an imported image wait for, by the image's name; empty in a cluster of another stack.</param>
    /// <param name="elsewhere">The password of a database that another stack made.</param>
    public Output<ImmutableDictionary<string, string>> CreateDatabases(
        IReadOnlyDictionary<string, Resource> servers,
        IReadOnlyDictionary<string, StorageV1.StorageClass> classes,
        IReadOnlyDictionary<string, IReadOnlyList<Resource>> images,
        Func<string, Output<string>> elsewhere) =>
        new EnvironmentDatabases(_inputs, Tenancy.Namespaces, _labels, _provider).Create(servers, classes, images, elsewhere);

    private ComponentResourceOptions Using() => new() { Providers = { _provider } };
}
