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
/// <param name="secret">Reads a secret of the stack's config, by its full key, e.g. <c>hcloud:token</c>.</param>
/// <param name="provider">The provider of the cluster's objects. Null (default) before the cluster exists.</param>
/// <param name="generated">Values of the generated secrets, by their names. Null (default) for none.</param>
public sealed class StackContext(
    SystemSpec system,
    Func<string, Output<string>> secret,
    ProviderResource? provider = null,
    IReadOnlyDictionary<string, Output<string>>? generated = null)
{
    /// <summary>The system, folded for this stack.</summary>
    public SystemSpec System { get; } = system;

    /// <summary>The labels common to everything of the stack.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; } = Naming.Labels.Of(system.Stack);

    /// <summary>Whether resources that hold state are protected against deletion.</summary>
    public bool Protect => System.Environment.Protect;

    /// <summary>The same context with another provider.</summary>
    /// <param name="provider">The provider.</param>
    public StackContext With(ProviderResource provider) => new(System, secret, provider, generated);

    /// <summary>The same context with generated secrets.</summary>
    /// <param name="generated">Their values, by their names.</param>
    public StackContext With(IReadOnlyDictionary<string, Output<string>> generated) => new(System, secret, provider, generated);

    /// <summary>The value of a declared secret: the generated one, or the one in the stack's config.</summary>
    /// <param name="name">Its name in <c>secrets</c>.</param>
    public Output<string> Secret(string name) =>
        generated?.GetValueOrDefault(name) ?? secret(SecretKeys.Of(System, name));

    /// <summary>The value of a secret that no system declares, such as the token of a cloud.</summary>
    /// <param name="key">Its full key in the stack's config, e.g. <c>hcloud:token</c>.</param>
    public Output<string> ConfigSecret(string key) => secret(key);

    /// <summary>The stack's labels and further ones; the further ones win.</summary>
    /// <param name="more">Further labels.</param>
    public Dictionary<string, string> LabelsWith(params ReadOnlySpan<(string Key, string Value)> more)
    {
        var labels = new Dictionary<string, string>(Labels, StringComparer.Ordinal);
        foreach (var (key, value) in more)
        {
            labels[key] = value;
        }

        return labels;
    }

    /// <summary>Metadata of an object: its name, its namespace and the stack's labels.</summary>
    /// <param name="namespace">The namespace; null for an object of the whole cluster.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="more">Further labels; those win.</param>
    public ObjectMetaArgs Metadata(string? @namespace, string name, params ReadOnlySpan<(string Key, string Value)> more)
    {
        var metadata = new ObjectMetaArgs { Name = name, Labels = LabelsWith(more) };
        if (@namespace is not null)
        {
            metadata.Namespace = @namespace;
        }

        return metadata;
    }

    /// <summary>Options of a component at the top of the stack: the cluster's provider, when there is one.</summary>
    public ComponentResourceOptions Options() => provider is null ? new() : new() { Providers = { provider } };

    /// <summary>Options of an object in a namespace that this stack creates: after the namespace, and deleted with it.</summary>
    /// <param name="parent">The component.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="after">Further resources that must exist first.</param>
    public static CustomResourceOptions Inside(Resource parent, CoreV1.Namespace @namespace, params Resource[] after) =>
        new() { Parent = parent, DependsOn = [@namespace, .. after], DeletedWith = @namespace };
}
