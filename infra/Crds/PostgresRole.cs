using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A role on a <see cref="PostgresCluster"/>, an object of its own since CloudNativePG 1.30 (<c>postgresql.cnpg.io/v1</c>).</summary>
public sealed class PostgresRole(string name, PostgresRoleArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
