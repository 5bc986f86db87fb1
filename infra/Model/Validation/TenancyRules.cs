namespace Infra.Model.Validation;

/// <summary>Namespaces, environments and roles.</summary>
public static class TenancyRules
{
    private const string Reserved = "kube-";
    private const string DefaultAccount = "default";

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        context.Unique(spec.Namespaces, "namespace");
        foreach (var space in spec.Namespaces)
        {
            if (!ObjectName.IsLabel(space.Name) || space.Name.StartsWith(Reserved, StringComparison.Ordinal))
            {
                context.Error(space, "name", $"'{space.Name}' is no name for a namespace", "use lower-case letters, digits and dashes, not beginning with kube-");
            }

            if (space.PodSecurity is { Enforce: PodSecurityLevel.Privileged, Exemption: null or "" } levels)
            {
                context.Error(levels, "enforce", $"'{space.Name}' lets pods do anything and nothing says why", "set exemption to the reason, or enforce baseline or restricted");
            }

            if (space.Environment is { } environment)
            {
                context.ResolveEnvironment(space, "environment", environment);
            }
        }

        context.Resolve(spec.Environment, "namespace", "namespace", spec.Environment.Namespace, spec.Namespaces);
        if (spec.Namespaces.FirstOrDefault(space => space.Name == spec.Environment.Namespace) is { Environment: { } owner } && owner != spec.Environment.Name)
        {
            context.Error(spec.Environment, "namespace", $"the namespace '{spec.Environment.Namespace}' belongs to the environment '{owner}'", "an environment's apps run in its own namespace");
        }

        if (spec.Security.SealedSecrets is { } controller && spec.Namespaces.Any(space => space.Name == controller.Namespace))
        {
            context.Error(controller, "namespace", $"the Sealed Secrets controller shares '{controller.Namespace}' with others, who could read its keys", "leave it in kube-system, or name a namespace that nothing else uses");
        }

        context.Unique(spec.Security.Roles, "role");
        foreach (var role in spec.Security.Roles)
        {
            foreach (var name in role.Namespaces)
            {
                context.Resolve(role, "namespaces", "namespace", name, spec.Namespaces);
            }

            if (!ObjectName.IsLabel(role.Name))
            {
                context.Error(role, "name", $"'{role.Name}' is no name for a role", "use lower-case letters, digits and dashes");
            }

            foreach (var account in role.ServiceAccounts)
            {
                if (!ObjectName.IsLabel(account) || account == DefaultAccount)
                {
                    context.Error(role, "serviceAccounts", $"'{account}' is no service account for a role", "use lower-case letters, digits and dashes; default is every pod's and has no rights");
                }
            }
        }
    }
}
