using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A place for archives and base backups, of the barman-cloud plugin (<c>barmancloud.cnpg.io/v1</c>).</summary>
public sealed class ObjectStore(string name, ObjectStoreArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
