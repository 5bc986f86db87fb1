using Infra.Databases;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using StorageV1 = Pulumi.Kubernetes.Storage.V1;

namespace Infra;

/// <summary>The database servers of a cluster and their operators, made by the stack that owns it.</summary>
internal sealed class OwnedDatabases
{
    private readonly StackInputs _inputs;
    private readonly SystemSpec _system;
    private readonly IReadOnlyDictionary<string, CoreV1.Namespace> _namespaces;
    private readonly IReadOnlyDictionary<string, StorageV1.StorageClass> _classes;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<Resource>> _images;
    private readonly IReadOnlyDictionary<string, string> _labels;
    private readonly ProviderResource _provider;
    private readonly Dictionary<string, Resource> _servers = new(StringComparer.Ordinal);

    /// <summary>The servers by name, once they take connections, for their databases to wait for.</summary>
    public IReadOnlyDictionary<string, Resource> Servers => _servers;

    /// <summary>Makes the servers that run on the cluster, with the operators that they need.</summary>
    /// <param name="inputs">The described system and its secrets.</param>
    /// <param name="namespaces">The namespaces, by name.</param>
    /// <param name="classes">The storage classes, by name.</param>
    /// <param name="images">What those that run an imported image wait for, by the image's name.</param>
    /// <param name="issuers">What certificates wait for: the archives' plugin and MySQL's members get theirs from there.</param>
    /// <param name="labels">Labels of everything.</param>
    /// <param name="provider">The cluster.</param>
    public OwnedDatabases(
        StackInputs inputs,
        IReadOnlyDictionary<string, CoreV1.Namespace> namespaces,
        IReadOnlyDictionary<string, StorageV1.StorageClass> classes,
        IReadOnlyDictionary<string, IReadOnlyList<Resource>> images,
        IReadOnlyList<Resource> issuers,
        IReadOnlyDictionary<string, string> labels,
        ProviderResource provider)
    {
        (_inputs, _system, _namespaces, _classes, _images, _labels, _provider) = (inputs, inputs.System, namespaces, classes, images, labels, provider);
        CreatePostgres(issuers);
        CreateMySql(issuers);
    }

    private void CreatePostgres(IReadOnlyList<Resource> issuers)
    {
        var servers = DatabasePlacement.Made(_system, _system.Databases.Postgres);
        if (servers.Count == 0)
        {
            return;
        }

        var controller = new CloudNativePg("cloudnative-pg", new()
        {
            Nodes = _system.Cluster.Nodes,
            Archives = servers.Any(server => server.Archive is not null),
            AfterCertificates = issuers,
            Labels = _labels,
            Protect = _system.Environment.Protect,
        }, Using());
        foreach (var server in servers)
        {
            var volume = VolumeOf(server.Volume);
            _servers[server.Name] = new Postgres($"postgres-{server.Name}", new()
            {
                Server = server,
                Volume = volume,
                ClusterName = _system.Cluster.Name,
                PullSecrets = [.. _system.Cluster.Registries.Where(registry => registry is { Username: not null, Password: not null }).Select(registry => PullSecretName.Of(registry.Name))],
                AccessKey = server.Archive is { } read ? _inputs.Declared(read.Location.AccessKey) : null,
                SecretKey = server.Archive is { } write ? _inputs.Declared(write.Location.SecretKey) : null,
                Namespace = _namespaces[server.Namespace],
                After = [.. controller.Ready, .. ClassOf(volume), .. _images.GetValueOrDefault(server.Image) ?? []],
                Labels = _labels,
                Protect = _system.Environment.Protect,
            }, Using()).Server;
        }
    }

    private void CreateMySql(IReadOnlyList<Resource> issuers)
    {
        var servers = DatabasePlacement.Made(_system, _system.Databases.Mysql);
        if (servers.Count == 0)
        {
            return;
        }

        string[] spaces = [.. servers.Select(server => server.Namespace).Distinct(StringComparer.Ordinal)];
        var controller = new MySqlOperator("mysql-operator", new()
        {
            WatchedNames = spaces,
            Watched = [.. spaces.Select(space => _namespaces[space])],
            Labels = _labels,
            Protect = _system.Environment.Protect,
        }, Using());
        foreach (var server in servers)
        {
            var volume = VolumeOf(server.Volume);
            _servers[server.Name] = new MySql($"mysql-{server.Name}", new()
            {
                Server = server,
                Volume = volume,
                ClusterName = _system.Cluster.Name,
                AccessKey = server.Archive is { } read ? _inputs.Declared(read.Location.AccessKey) : null,
                SecretKey = server.Archive is { } write ? _inputs.Declared(write.Location.SecretKey) : null,
                Namespace = _namespaces[server.Namespace],
                After = [controller.Ready, .. issuers, .. ClassOf(volume), .. _images.GetValueOrDefault(server.Image) ?? []],
                Labels = _labels,
                Protect = _system.Environment.Protect,
            }, Using()).Cluster;
        }
    }

    private VolumeSpec VolumeOf(string name) => _system.Storage.Volumes.First(volume => volume.Name == name);

    private Resource[] ClassOf(VolumeSpec volume) => _classes.TryGetValue(volume.Class, out var storageClass) ? [storageClass] : [];

    private ComponentResourceOptions Using() => new() { Providers = { _provider } };
}
