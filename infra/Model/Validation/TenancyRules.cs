namespace Infra.Model.Validation;

/// <summary>Namespaces, environments and roles.</summary>
public static class TenancyRules
{
    private const string Reserved = "kube-";

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

        context.Unique(spec.Security.Roles, "role");
        foreach (var role in spec.Security.Roles)
        {
            foreach (var name in role.Namespaces)
            {
                context.Resolve(role, "namespaces", "namespace", name, spec.Namespaces);
            }
        }
    }
}
