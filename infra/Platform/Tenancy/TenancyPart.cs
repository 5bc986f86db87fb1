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
    public override string? WithoutMetrics(SystemSpec system) => "it has no pods";

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
        else if (described is { Environment: null } && !context.OwnsCluster)
        {
            context.Error(
                environment,
                "namespace",
                $"the namespace '{environment.Namespace}' is one that all environments of the cluster share, and its owner makes it",
                "name a namespace of this environment");
        }

        foreach (var @namespace in context.Spec.Namespaces)
        {
            CheckPrivileges(context, @namespace);
        }
    }

    /// <summary>A privileged pod has all rights on its node, and with them those of the whole cluster.</summary>
    private static void CheckPrivileges(ValidationContext context, NamespaceSpec @namespace)
    {
        if (@namespace.PodSecurity.Enforce != PodSecurityLevel.Privileged)
        {
            return;
        }

        var role = context.Spec.Security.Roles.FirstOrDefault(
            role =>
                role.Access >= AccessLevel.Deployer && (role.Namespaces.Count == 0 || role.Namespaces.Contains(@namespace.Name)));
        if (role is not null)
        {
            context.Error(
                @namespace.PodSecurity,
                "enforce",
                $"the role '{role.Name}' could start privileged pods in '{@namespace.Name}', which have all rights on their node",
                $"enforce baseline and move the pods that need the host to a namespace without roles, or list namespaces of the role "
                    + $"'{role.Name}' without this one");
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
