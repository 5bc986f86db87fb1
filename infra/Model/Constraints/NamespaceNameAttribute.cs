namespace Infra.Model;

/// <summary>A name of a described namespace: a DNS label that Kubernetes does not reserve.</summary>
public sealed class NamespaceNameAttribute()
    : TextConstraintAttribute("a name of a namespace",
        "at most 63 lower-case letters, digits and dashes, neither default nor beginning with kube-", Expression, maxLength: 63)
{
    private const string Expression = "^(?!kube-|default$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$";
}
