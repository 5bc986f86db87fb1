using System.Collections.Immutable;
using Infra.Cluster;
using Infra.Hetzner;
using Infra.Model;
using Infra.Model.Validation;
using Infra.Naming;
using Infra.Platform;
using Infra.Platform.Flows;
using Pulumi;
using HCloud = Pulumi.HCloud;

namespace Infra;

/// <summary>One environment of a described system: what is built, in the order in which it stands on one another.</summary>
public sealed class InfraStack : Stack
{
    private readonly SystemSpec _system;
    private readonly IReadOnlyDictionary<string, string> _labels;
    private readonly IReadOnlyList<NamespaceSpec> _namespaces;
    private readonly IReadOnlyList<PublishedHost> _hosts;

    /// <summary>The administrator's kubeconfig. A secret.</summary>
    [Output("kubeconfig")]
    public Output<string> Kubeconfig { get; private set; }

    /// <summary>The version of k3s in force; the next run compares it with the described one.</summary>
    [Output(K3sVersionOutput)]
    public Output<string> K3sVersion { get; private set; }

    /// <summary>Private key for SSH to the nodes. A secret; empty in a stack that lives in another's cluster.</summary>
    [Output("sshPrivateKey")]
    public Output<string> SshPrivateKey { get; private set; }

    /// <summary>Public address of each node, by name.</summary>
    [Output("nodeAddresses")]
    public Output<ImmutableDictionary<string, string>> NodeAddresses { get; private set; }

    /// <summary>The addresses that DNS records of published hosts point to.</summary>
    [Output("ingressAddresses")]
    public Output<ImmutableArray<string>> IngressAddresses { get; private set; }

    /// <summary>The migration phase the stack is in; empty when none was chosen.</summary>
    [Output("phase")]
    public Output<string> Phase { get; private set; }

    private const string K3sVersionOutput = "k3sVersion";

    /// <summary>Builds the stack: a cluster with its platform, or a part of the cluster of another stack.</summary>
    /// <param name="inputs">The described system and its secrets.</param>
    /// <param name="options">For the preview, which watches every resource; null otherwise.</param>
    public InfraStack(StackInputs inputs, StackOptions? options)
        : base(options)
    {
        _system = inputs.System;
        _labels = Labels.Of(_system.Stack);
        _namespaces = [.. _system.OwnNamespaces()];
        _hosts = PublishedHosts.Of(_system);
        if (_system.Stack.ClusterOwner is { } owner)
        {
            var cluster = new SharedCluster("cluster", new() { Owner = owner, ClusterName = _system.Cluster.Name });
            (Kubeconfig, K3sVersion, SshPrivateKey) = (cluster.Kubeconfig, cluster.K3sVersion, Output.Create(""));
            (NodeAddresses, IngressAddresses) = (cluster.NodeAddresses, cluster.IngressAddresses);
            LonghornVersion = cluster.LonghornVersion;
            CreateShare(cluster.Provider, CreateTenancy(cluster.Provider), certificatesAfter: []);
        }
        else
        {
            var pool = CreateServers();
            var cluster = CreateCluster(pool);
            (Kubeconfig, K3sVersion, SshPrivateKey) = (cluster.Kubeconfig, cluster.K3sVersion, pool.SshPrivateKey);
            (NodeAddresses, IngressAddresses) = (AddressesByName(pool.Hosts), Output.All(pool.Hosts.Select(host => host.Address)));
            CreateImages(cluster, inputs.Root);
            var tenancy = CreateTenancy(cluster.Provider);
            var storage = CreateStorage(pool, cluster);
            LonghornVersion = storage.Version;
            CreateVolumes(cluster.Provider, tenancy, storage.Classes);
            CreateShare(cluster.Provider, tenancy, certificatesAfter: CreatePlatform(cluster, tenancy));
        }

        Phase = Output.Create(_system.Stack.Phase ?? "");
    }

    /// <summary>What a cluster has once, whoever lives in it. Gives what certificates wait for.</summary>
    private IReadOnlyList<Resource> CreatePlatform(K3sCluster cluster, Tenancy tenancy)
    {
        CreateEtcdSnapshots(cluster);
        _ = new Ingress("ingress", new() { Spec = _system.Ingress, Domain = _system.Domain, CrossNamespaces = PublishedHosts.CrossNamespaces(_hosts), Labels = _labels }, Using(cluster.Provider));
        if (_system.Security.SealedSecrets is { } controller)
        {
            CreateSealedSecrets(cluster.Provider, controller);
        }

        return _system.Ingress.Tls.Mode == TlsMode.CertManager ? CreateCertificates(cluster.Provider, tenancy) : [];
    }

    /// <summary>What every stack has of its own in a cluster, whoever owns it.</summary>
    private void CreateShare(ProviderResource provider, Tenancy tenancy, IReadOnlyList<Resource> after)
    {
        _ = new NetworkPolicies("network-policies", new() { Namespaces = _namespaces, Created = tenancy.Namespaces, Flows = FlowMatrix.Of(_system), Labels = _labels }, Using(provider));
        _ = new Access("access", new() { Roles = _system.Security.Roles, Namespaces = tenancy.Namespaces, Labels = _labels }, Using(provider));
        if (_hosts.Count > 0)
        {
            CreateRoutes(provider, tenancy, after);
        }
    }

    private Tenancy CreateTenancy(ProviderResource provider) => new("tenancy", new()
    {
        Namespaces = _namespaces,
        Registries = _system.Cluster.Registries,
        RegistryPasswords = RegistryPasswords(),
        Labels = _labels,
        Protect = _system.Environment.Protect,
    }, Using(provider));

    private void CreateSealedSecrets(ProviderResource provider, SealedSecretsSpec controller) => _ = new SealedSecrets("sealed-secrets", new()
    {
        Spec = controller,
        Roles = _system.Security.Roles,
        Namespaces = [.. _system.ClusterNamespaces()],
        Labels = _labels,
        Protect = _system.Environment.Protect,
    }, Using(provider));

    private IReadOnlyList<Resource> CreateCertificates(ProviderResource provider, Tenancy tenancy) => new Certificates("certificates", new()
    {
        Tls = _system.Ingress.Tls,
        Nodes = _system.Cluster.Nodes,
        IngressNamespace = tenancy.Namespaces[_system.Ingress.Namespace],
        IngressNamespaceName = _system.Ingress.Namespace,
        CloudflareToken = _system.Ingress.Tls is { Challenge: AcmeChallenge.Dns01, CloudflareToken: { } token } ? SecretOf(token) : null,
        Labels = _labels,
        Protect = _system.Environment.Protect,
    }, Using(provider)).Ready;

    private void CreateRoutes(ProviderResource provider, Tenancy tenancy, IReadOnlyList<Resource> after) => _ = new Routes("routes", new()
    {
        Hosts = _hosts,
        Ingress = _system.Ingress,
        Firewall = _system.Cluster.Firewall,
        Users = _hosts.Where(host => host.Spec.BasicAuth is not null).ToDictionary(host => host.Spec.Name, host => SecretOf(host.Spec.BasicAuth!), StringComparer.Ordinal),
        Namespaces = tenancy.Namespaces,
        After = after,
        Labels = _labels,
    }, Using(provider));

    private IHostPool CreateServers() => _system.Cluster.Provider switch
    {
        ClusterProvider.ExistingHosts => new ExistingHosts("nodes", new() { Cluster = _system.Cluster, SshPrivateKey = StackInputs.Secret(RequiredSecrets.SshPrivateKeyKey) }),
        _ => CreateHetznerServers(),
    };

    private NodePool CreateHetznerServers()
    {
        var hetzner = new HCloud.Provider("hetzner", new() { Token = StackInputs.Secret("hcloud:token") });
        var spec = _system.Cluster;
        var protect = _system.Environment.Protect;
        var network = new Network("network", new() { Spec = spec.Network, PhysicalName = PhysicalName.Hetzner(spec.Name, "network"), Labels = _labels, Protect = protect }, Using(hetzner));
        var firewall = new Firewall("firewall", new() { Spec = spec.Firewall, Ingress = _system.Ingress, PhysicalName = PhysicalName.Hetzner(spec.Name, "firewall"), Labels = _labels }, Using(hetzner));
        return new("nodes", new() { Cluster = spec, SubnetId = network.SubnetId, FirewallId = firewall.FirewallId, Labels = _labels, Protect = protect }, Using(hetzner));
    }

    private K3sCluster CreateCluster(IHostPool pool) => new("cluster", new()
    {
        Cluster = _system.Cluster,
        Domain = _system.Domain,
        VersionInForce = new VersionsInForce("versions").Of(K3sVersionOutput),
        Hosts = pool.Hosts,
        RegistryPasswords = RegistryPasswords(),
        Protect = _system.Environment.Protect,
    });

    /// <summary>The images that are imported, each with what those that run it wait for.</summary>
    private void CreateImages(K3sCluster cluster, string root)
    {
        foreach (var image in _system.Images.Where(image => image.Delivery == ImageDelivery.Import))
        {
            _ = new ImageImport(ImageImport.NameOf(image), new() { Image = image, Root = root, Nodes = [.. cluster.Nodes.Where(node => image.IsFor(node.Host.Node))] });
        }
    }

    private void CreateEtcdSnapshots(K3sCluster cluster)
    {
        if (_system.Cluster.K3s.EtcdSnapshots.S3 is { } location)
        {
            _ = new EtcdSnapshots("etcd-snapshots", new()
            {
                Location = location,
                AccessKey = SecretOf(location.AccessKey),
                SecretKey = SecretOf(location.SecretKey),
            }, Using(cluster.Provider));
        }
    }

    private Dictionary<string, Output<string>> RegistryPasswords() => _system.Cluster.Registries.Where(registry => registry.Password is not null)
        .ToDictionary(registry => registry.Name, registry => SecretOf(registry.Password!), StringComparer.Ordinal);

    /// <summary>The value of a secret that the system declares.</summary>
    private Output<string> SecretOf(string name) => StackInputs.Secret(RequiredSecrets.KeyOf(_system, name));

    private static ComponentResourceOptions Using(ProviderResource provider) => new() { Providers = { provider } };

    private static Output<ImmutableDictionary<string, string>> AddressesByName(IReadOnlyList<NodeHost> hosts) =>
        Output.All(hosts.Select(host => host.Address)).Apply(addresses =>
            hosts.Select((host, index) => KeyValuePair.Create(host.Node.Name, addresses[index])).ToImmutableDictionary(StringComparer.Ordinal));
}
