namespace Infra.Model.Validation;

/// <summary>Rules of a system's name.</summary>
public static class SystemNameRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        if (spec.Name != spec.Stack.System)
        {
            context.Error(
                spec,
                "name",
                $"'{spec.Name}' is the name of a system in the folder '{spec.Stack.System}'",
                $"write {spec.Stack.System}, or rename the folder");
        }
    }
}
