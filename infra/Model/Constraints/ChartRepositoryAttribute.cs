namespace Infra.Model;

/// <summary>A repository of Helm charts.</summary>
public sealed class ChartRepositoryAttribute()
    : TextConstraintAttribute("a chart repository", "a URL that begins with https:// or oci://", Expression, maxLength: 2048)
{
    private const string Expression = $"^(https?|oci)://[A-Za-z0-9.-]+(:{HttpUrlAttribute.Port})?(/\\S*)?$";
}
