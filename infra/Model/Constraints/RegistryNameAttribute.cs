namespace Infra.Model;

/// <summary>
/// A registry in the configuration of containerd; <c>*</c> for all that have no entry
/// (https://docs.k3s.io/installation/private-registry).
/// </summary>
public sealed class RegistryNameAttribute()
    : TextConstraintAttribute("a registry", "a DNS name or address, with or without :port, without https://; * for every other registry",
        Expression, maxLength: 259)
{
    private const string Label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private const string Expression = $"^(\\*|{Label}(\\.{Label})*(:{HttpUrlAttribute.Port})?)$";
}
