using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A repository of Helm charts.</summary>
public sealed partial class ChartRepositoryAttribute()
    : TextConstraintAttribute("a chart repository", "a URL that begins with https:// or oci://", Expression(), maxLength: 2048)
{
    [GeneratedRegex("^(https?|oci)://[^\\s]+$")]
    private static partial Regex Expression();
}
