using Infra.Charts;
using Infra.Model;
using Infra.Flows;
using Pulumi;

namespace Infra.Platform;

/// <summary>
/// The Sealed Secrets controller: secrets go into a repository encrypted for it, and it alone decrypts them. Its private
/// keys are secrets in its namespace that carry <see cref="KeyLabel"/>. They are in every etcd snapshot, encrypted there
/// as all secrets are; the cluster backup takes them by that label (docs/runbooks/sealed-secrets.md).
/// </summary>
public sealed class SealedSecrets : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:SealedSecrets";

    /// <summary>Label of the secrets that hold the controller's keys, whatever its value (<c>active</c> or <c>compromised</c>).</summary>
    public const string KeyLabel = "sealedsecrets.bitnami.com/sealed-secrets-key";

    /// <summary>Installs the controller.</summary>
    public SealedSecrets(string name, SealedSecretsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var space = args.Spec.Namespace;
        var release = new CustomResourceOptions { Parent = this, Protect = args.Protect };
        if (space != ClusterPods.Namespace)
        {
            release.DependsOn.Add(PlatformNamespace.Create($"{name}-namespace", space, PodSecurityLevel.Restricted, args.Labels, new() { Parent = this, Protect = args.Protect }));
        }

        _ = ChartRelease.Create($"{name}-controller", "sealed-secrets", SealedSecretsVersions.Chart, space, SealedSecretsValues.For(args.Spec, args.Roles, args.Namespaces), release);
        RegisterOutputs();
    }
}
