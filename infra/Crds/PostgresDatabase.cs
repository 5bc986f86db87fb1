using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A logical database on a <see cref="PostgresCluster"/> (<c>postgresql.cnpg.io/v1</c>).</summary>
public sealed class PostgresDatabase(string name, PostgresDatabaseArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
