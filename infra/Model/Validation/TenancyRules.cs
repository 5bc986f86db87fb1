namespace Infra.Model.Validation;

/// <summary>Rules between namespaces, environments and the controller of sealed secrets.</summary>
public static class TenancyRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        if (spec.Namespaces.FirstOrDefault(space => space.Name == spec.Environment.Namespace) is { Environment: { } owner }
            && owner != spec.Environment.Name)
        {
            context.Error(
                spec.Environment,
                "namespace",
                $"the namespace '{spec.Environment.Namespace}' belongs to the environment '{owner}'",
                "name a namespace of this environment");
        }

        if (spec.Security.SealedSecrets is { } controller && spec.Namespaces.Any(space => space.Name == controller.Namespace))
        {
            context.Error(
                controller,
                "namespace",
                $"the Sealed Secrets controller shares '{controller.Namespace}' with others, who could read its keys",
                "leave it in kube-system, or name a namespace that nothing else uses");
        }
    }
}
