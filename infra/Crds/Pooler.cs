using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>PgBouncers before a <see cref="PostgresCluster"/> (<c>postgresql.cnpg.io/v1</c>).</summary>
public sealed class Pooler(string name, PoolerArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
