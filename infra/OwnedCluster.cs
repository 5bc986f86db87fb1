using System.Collections.Immutable;
using Infra.Cluster;
using Infra.Hosts;
using Infra.Model;
using Infra.Model.Validation;
using Infra.Naming;
using Infra.Platform;
using Pulumi;
using HCloud = Pulumi.HCloud;
using K8s = Pulumi.Kubernetes;

namespace Infra;

/// <summary>What exists once in a cluster, made by the stack that owns it: hosts, k3s, storage, ingress, certificates, sealed secrets.</summary>
internal sealed class OwnedCluster : IClusterAccess
{
    private readonly StackInputs _inputs;
    private readonly SystemSpec _system;
    private readonly IReadOnlyDictionary<string, string> _labels;
    private readonly K3sCluster _cluster;

    /// <summary>The storage classes and what stands behind them.</summary>
    public Storage Storage { get; }

    /// <summary>What those that run an imported image wait for, by the image's name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Resource>> Images { get; }

    /// <inheritdoc/>
    public K8s.Provider Provider => _cluster.Provider;

    /// <inheritdoc/>
    public Output<string> Kubeconfig => _cluster.Kubeconfig;

    /// <inheritdoc/>
    public Output<string> SshPrivateKey { get; }

    /// <inheritdoc/>
    public Output<string> K3sVersion => _cluster.K3sVersion;

    /// <inheritdoc/>
    public Output<string> LonghornVersion { get; }

    /// <inheritdoc/>
    public Output<ImmutableDictionary<string, string>> NodeAddresses { get; }

    /// <inheritdoc/>
    public Output<ImmutableArray<string>> IngressAddresses { get; }

    /// <summary>Makes hosts, cluster and storage.</summary>
    public OwnedCluster(StackInputs inputs, IReadOnlyDictionary<string, string> labels)
    {
        (_inputs, _system, _labels) = (inputs, inputs.System, labels);
        var versions = new VersionsInForce("versions");
        var pool = CreateHosts();
        _cluster = CreateCluster(pool, versions);
        CreateEtcdSnapshots();
        Images = CreateImages();
        Storage = CreateStorage(pool, versions);
        CreateBackup();

        SshPrivateKey = pool.SshPrivateKey;
        LonghornVersion = Storage.Longhorn?.Version ?? Output.Create("");
        NodeAddresses = AddressesByName(pool.Hosts);
        IngressAddresses = Output.All(pool.Hosts.Select(host => host.Address));
    }

    /// <summary>Makes what stands in front of the apps, and the controller of sealed secrets. Gives what certificates wait for.</summary>
    /// <param name="tenancy">The namespaces.</param>
    public IReadOnlyList<Resource> CreateIngress(Tenancy tenancy)
    {
        var hosts = PublishedHosts.Of(_system);
        _ = new Ingress("ingress", new() { Spec = _system.Ingress, Domain = _system.Domain, CrossNamespaces = PublishedHosts.CrossNamespaces(hosts), Labels = _labels }, Using(Provider));
        if (_system.Security.SealedSecrets is { } controller)
        {
            _ = new SealedSecrets("sealed-secrets", new()
            {
                Spec = controller,
                Roles = _system.Security.Roles,
                Namespaces = [.. _system.ClusterNamespaces()],
                Labels = _labels,
                Protect = _system.Environment.Protect,
            }, Using(Provider));
        }

        return _system.Ingress.Tls.Mode == TlsMode.CertManager ? CreateCertificates(tenancy) : [];
    }

    /// <summary>Makes the database servers that run on the cluster. Gives them by name, for their databases to wait for.</summary>
    /// <param name="tenancy">The namespaces.</param>
    /// <param name="issuers">What certificates wait for.</param>
    public IReadOnlyDictionary<string, Resource> CreateDatabases(Tenancy tenancy, IReadOnlyList<Resource> issuers) =>
        new OwnedDatabases(_inputs, tenancy.Namespaces, Storage.Classes, Images, issuers, _labels, Provider).Servers;

    private string DiskPath => (_system.Storage.Longhorn ?? new()).DataPath;

    private IHostPool CreateHosts() => _system.Cluster.Provider switch
    {
        ClusterProvider.ExistingHosts => new ExistingHosts("nodes", new()
        {
            Cluster = _system.Cluster,
            SshPrivateKey = StackInputs.Secret(SecretKeys.SshPrivateKey),
            Disks = _system.Storage.NodeDisks,
            DiskPath = DiskPath,
        }),
        _ => CreateServers(),
    };

    private NodePool CreateServers()
    {
        var hetzner = new HCloud.Provider("hetzner", new() { Token = StackInputs.Secret(SecretKeys.HetznerToken) });
        var spec = _system.Cluster;
        var protect = _system.Environment.Protect;
        var network = new Network("network", new() { Spec = spec.Network, PhysicalName = PhysicalName.Hetzner(spec.Name, "network"), Labels = _labels, Protect = protect }, Using(hetzner));
        var firewall = new Firewall("firewall", new() { Spec = spec.Firewall, Ingress = _system.Ingress, PhysicalName = PhysicalName.Hetzner(spec.Name, "firewall"), Labels = _labels }, Using(hetzner));
        return new("nodes", new()
        {
            Cluster = spec,
            SubnetId = network.SubnetId,
            FirewallId = firewall.FirewallId,
            Disks = _system.Storage.NodeDisks,
            DiskPath = DiskPath,
            Labels = _labels,
            Protect = protect,
        }, Using(hetzner));
    }

    private K3sCluster CreateCluster(IHostPool pool, VersionsInForce versions) => new("cluster", new()
    {
        Cluster = _system.Cluster,
        Domain = _system.Domain,
        VersionInForce = versions.Of(StackOutputs.K3sVersion),
        Hosts = pool.Hosts,
        RegistryPasswords = _inputs.RegistryPasswords(),
        MetricsPorts = [HostFirewall.NodeExporterPort, _system.Ingress.Traefik.MetricsPort],
        Protect = _system.Environment.Protect,
    });

    private void CreateEtcdSnapshots()
    {
        if (_system.Cluster.K3s.EtcdSnapshots.S3 is { } location)
        {
            _ = new EtcdSnapshots("etcd-snapshots", new()
            {
                Location = location,
                AccessKey = _inputs.Declared(location.AccessKey),
                SecretKey = _inputs.Declared(location.SecretKey),
            }, Using(Provider));
        }
    }

    /// <summary>The images that are imported, each with what those that run it wait for.</summary>
    private Dictionary<string, IReadOnlyList<Resource>> CreateImages()
    {
        var imported = new Dictionary<string, IReadOnlyList<Resource>>(StringComparer.Ordinal);
        foreach (var image in _system.Images.Where(image => image.Delivery == ImageDelivery.Import))
        {
            imported[image.Name] = new ImageImport(ImageImport.NameOf(image), new() { Image = image, Root = _inputs.Root, Nodes = [.. _cluster.Nodes.Where(node => image.IsFor(node.Host.Node))] }).Imported;
        }

        return imported;
    }

    private Storage CreateStorage(IHostPool pool, VersionsInForce versions)
    {
        var holders = StorageRules.StorageNodes(_system);
        var target = _system.Storage.Longhorn is null ? null : _system.Storage.BackupTarget;
        return new("storage", new()
        {
            Spec = _system.Storage,
            StorageNodes = [.. pool.Hosts.Where(host => holders.Contains(host.Node))],
            Started = _cluster.Nodes.ToDictionary(node => node.Host.Node.Name, Resource (node) => node.Started, StringComparer.Ordinal),
            BackupAccessKey = target is null ? null : _inputs.Declared(target.AccessKey),
            BackupSecretKey = target is null ? null : _inputs.Declared(target.SecretKey),
            LonghornInForce = versions.Of(StackOutputs.LonghornVersion),
            Labels = _labels,
            Protect = _system.Environment.Protect,
        }, Using(Provider));
    }

    private void CreateBackup()
    {
        if (_system.Backup.Velero is { } velero)
        {
            _ = new Backup("backup", new()
            {
                System = _system,
                Parts = StackParts.All,
                Velero = velero,
                AccessKeys = velero.Locations.ToDictionary(location => location.Name, location => _inputs.Declared(location.S3.AccessKey), StringComparer.Ordinal),
                SecretKeys = velero.Locations.ToDictionary(location => location.Name, location => _inputs.Declared(location.S3.SecretKey), StringComparer.Ordinal),
                RepositoryPassword = velero.RepositoryPassword is { } password ? _inputs.Declared(password) : null,
                After = Storage.Longhorn is { } longhorn ? [longhorn.SnapshotClass] : [],
                Labels = _labels,
                Protect = _system.Environment.Protect,
            }, Using(Provider));
        }
    }

    private IReadOnlyList<Resource> CreateCertificates(Tenancy tenancy) => new Certificates("certificates", new()
    {
        Tls = _system.Ingress.Tls,
        Nodes = _system.Cluster.Nodes,
        IngressNamespace = tenancy.Namespaces[_system.Ingress.Namespace],
        IngressNamespaceName = _system.Ingress.Namespace,
        CloudflareToken = _system.Ingress.Tls is { Challenge: AcmeChallenge.Dns01, CloudflareToken: { } token } ? _inputs.Declared(token) : null,
        Labels = _labels,
        Protect = _system.Environment.Protect,
    }, Using(Provider)).Ready;

    private static ComponentResourceOptions Using(ProviderResource provider) => new() { Providers = { provider } };

    private static Output<ImmutableDictionary<string, string>> AddressesByName(IReadOnlyList<NodeHost> hosts) =>
        Output.All(hosts.Select(host => host.Address)).Apply(addresses =>
            hosts.Select((host, index) => KeyValuePair.Create(host.Node.Name, addresses[index])).ToImmutableDictionary(StringComparer.Ordinal));
}
