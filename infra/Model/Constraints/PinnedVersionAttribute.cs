using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>One version rather than a range of them.</summary>
public sealed partial class PinnedVersionAttribute()
    : TextConstraintAttribute("one version", "one version, like 1.12.1", Expression(), maxLength: 128)
{
    [GeneratedRegex("^(?!.*\\.x$)[^*^~<>= |]*[0-9][^*^~<>= |]*$")]
    private static partial Regex Expression();
}
