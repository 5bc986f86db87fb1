namespace Infra.Model;

/// <summary>A version of a chart. Helm takes anything but a whole semantic version for a range and installs its newest one.</summary>
public sealed class PinnedVersionAttribute()
    : TextConstraintAttribute("one version", "one version, like 1.12.1", Expression, maxLength: 128)
{
    private const string Number = "(0|[1-9][0-9]{0,8})";
    private const string Suffix = "[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*";
    private const string Expression = $"^v?{Number}\\.{Number}\\.{Number}(-{Suffix})?(\\+{Suffix})?$";
}
