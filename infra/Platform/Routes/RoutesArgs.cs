using Infra.Model;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Routes"/>.</summary>
public sealed record RoutesArgs
{
    /// <summary>The hosts.</summary>
    public required IReadOnlyList<PublishedHost> Hosts { get; init; }

    /// <summary>Ingress as described.</summary>
    public required IngressSpec Ingress { get; init; }

    /// <summary>The named address ranges of allow-lists.</summary>
    public required FirewallSpec Firewall { get; init; }

    /// <summary>Who may see a host that asks for a password, as <c>htpasswd</c> prints it, by the host's name.</summary>
    public IReadOnlyDictionary<string, Output<string>> Users { get; init; } = new Dictionary<string, Output<string>>();

    /// <summary>The namespaces that this stack makes, by name.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; init; }

    /// <summary>What must be there first in the stack that owns the cluster; nothing in the others, whose cluster stands.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }
}
