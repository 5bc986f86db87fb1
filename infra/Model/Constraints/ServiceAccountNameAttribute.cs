namespace Infra.Model;

/// <summary>A name of a service account with its own permissions; <c>default</c> is the account of every pod.</summary>
public sealed class ServiceAccountNameAttribute()
    : TextConstraintAttribute("a name of a service account",
        "at most 63 lower-case letters, digits and dashes; not default, which every pod has", Expression, maxLength: 63)
{
    private const string Expression = "^(?!default$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$";
}
