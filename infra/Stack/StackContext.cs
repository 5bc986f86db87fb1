using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra;

/// <summary>
/// The surroundings that every component is given beside its own args: the described system, the labels, protection and secrets of
/// the stack, and the cluster's provider. Depends on <c>Model</c> and <c>Naming</c> alone, so every layer may use it.
/// </summary>
/// <param name="system">The system, folded for this stack.</param>
/// <param name="secret">Reads the value of a declared secret, by its name in <c>secrets</c>.</param>
/// <param name="provider">The provider of the cluster's objects. Null (default) before the cluster exists.</param>
public sealed class StackContext(SystemSpec system, Func<string, Output<string>> secret, ProviderResource? provider = null)
{
    /// <summary>The system, folded for this stack.</summary>
    public SystemSpec System { get; } = system;

    /// <summary>The labels common to everything of the stack.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; } = Naming.Labels.Of(system.Stack);

    /// <summary>Whether resources that hold state are protected against deletion.</summary>
    public bool Protect => System.Environment.Protect;

    /// <summary>The same context with the provider of the cluster's objects.</summary>
    /// <param name="provider">The provider.</param>
    public StackContext With(ProviderResource provider) => new(System, secret, provider);

    /// <summary>The value of a declared secret.</summary>
    /// <param name="name">Its name in <c>secrets</c>.</param>
    public Output<string> Secret(string name) => secret(name);

    /// <summary>Metadata of an object: its name, its namespace and the stack's labels.</summary>
    /// <param name="space">The namespace; null for an object of the whole cluster.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="more">Further labels; those win.</param>
    public ObjectMetaArgs Metadata(string? space, string name, IReadOnlyDictionary<string, string>? more = null)
    {
        var labels = new Dictionary<string, string>(Labels, StringComparer.Ordinal);
        foreach (var (key, value) in more ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            labels[key] = value;
        }

        var metadata = new ObjectMetaArgs { Name = name, Labels = labels };
        if (space is not null)
        {
            metadata.Namespace = space;
        }

        return metadata;
    }

    /// <summary>Options of a component at the top of the stack: the cluster's provider, when there is one.</summary>
    public ComponentResourceOptions Options() => provider is null ? new() : new() { Providers = { provider } };

    /// <summary>Options of an object in a namespace that this stack creates: after the namespace, and deleted with it.</summary>
    /// <param name="parent">The component.</param>
    /// <param name="space">The namespace.</param>
    /// <param name="after">Further resources that must exist first.</param>
    public static CustomResourceOptions Inside(Resource parent, CoreV1.Namespace space, params Resource[] after) =>
        new() { Parent = parent, DependsOn = [space, .. after], DeletedWith = space };
}
