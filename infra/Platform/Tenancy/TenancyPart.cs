using Infra.Cluster;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Validation;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>Tenancy as a part: the namespaces of the stack, with quotas, pull secrets, network policies and roles.</summary>
public sealed class TenancyPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "tenancy";

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("namespaces"), new("security")];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => true;

    /// <inheritdoc/>
    public override void Check(ValidationContext context)
    {
        var environment = context.Spec.Environment;
        var described = context.Spec.Namespaces.FirstOrDefault(known => known.Name == environment.Namespace);
        if (described is { Environment: { } owner } && owner != environment.Name)
        {
            context.Error(
                environment,
                "namespace",
                $"the namespace '{environment.Namespace}' belongs to the environment '{owner}'",
                "name a namespace of this environment");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster)
    {
        NamespaceSpec[] namespaces = [.. context.System.OwnNamespaces()];
        made.Namespaces = new Tenancy("tenancy", new() { Namespaces = namespaces, Controllers = made.Controllers }, context).Namespaces;
        _ = new NetworkPolicies(
            "network-policies",
            new() { Namespaces = namespaces, Created = made.Namespaces, Flows = FlowMatrix.Of(context.System, made.All) },
            context);
        _ = new Roles("access", new() { Roles = context.System.Security.Roles, Namespaces = made.Namespaces, Parts = made.All }, context);
        return [];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system)
    {
        var names = new List<string>();
        foreach (var registry in system.Cluster.Registries)
        {
            if (registry.Password is { } password)
            {
                names.Add(password);
            }
        }

        return names;
    }

    /// <summary>Every pod asks the cluster's DNS.</summary>
    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        foreach (var @namespace in scene.Own)
        {
            scene.Add(PodsEnd.All(@namespace), ClusterPods.Dns, "names", new FlowPort(53), new FlowPort(53, Udp: true));
        }
    }
}
