namespace Infra.Model;

/// <summary>One version rather than a range of them.</summary>
public sealed class PinnedVersionAttribute()
    : TextConstraintAttribute("one version", "one version, like 1.12.1", Expression, maxLength: 128)
{
    private const string Expression = "^(?!.*\\.x$)[^*^~<>= |]*[0-9][^*^~<>= |]*$";
}
