using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A PostgreSQL primary with its replicas, run by CloudNativePG (<c>postgresql.cnpg.io/v1</c>).</summary>
public sealed class PostgresCluster(string name, PostgresClusterArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
