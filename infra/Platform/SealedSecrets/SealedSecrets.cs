using Infra.Charts;
using Infra.Flows;
using Infra.Model;
using Pulumi;

namespace Infra.Platform;

/// <summary>
/// The Sealed Secrets controller: secrets are committed to a repository encrypted for it, and it alone decrypts them. Its private keys are
/// secrets in its namespace with the label <see cref="KeyLabel"/>. Every etcd snapshot contains them, encrypted like all secrets; the
/// cluster backup selects them by that label (docs/runbooks/sealed-secrets.md).
/// </summary>
public sealed class SealedSecrets : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:SealedSecrets";

    /// <summary>Label of the secrets that hold the controller's keys, whatever its value (<c>active</c> or <c>compromised</c>).</summary>
    public const string KeyLabel = "sealedsecrets.bitnami.com/sealed-secrets-key";

    /// <summary>Installs the controller.</summary>
    /// <exception cref="InvalidOperationException">The system describes no controller.</exception>
    public SealedSecrets(string name, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var system = context.System;
        var spec = system.Security.SealedSecrets ?? throw new InvalidOperationException("security.sealedSecrets is not described");
        // Protected: the kinds of the release take the opened secrets with them.
        var release = new CustomResourceOptions { Parent = this, Protect = context.Protect };
        if (spec.Namespace != ClusterPods.Namespace)
        {
            release.DependsOn.Add(
                PlatformNamespace.Create($"{name}-namespace", spec.Namespace, PodSecurityLevel.Restricted, context, this));
        }

        var values = SealedSecretsValues.For(spec, system.Security.Roles, [.. system.ClusterNamespaces()]);
        _ = ChartRelease.Create($"{name}-controller", "sealed-secrets", SealedSecretsVersions.Chart, spec.Namespace, values, release);
        RegisterOutputs();
    }
}
