namespace Infra.Model;

/// <summary>A label that selects nodes.</summary>
public sealed class LabelSelectorAttribute()
    : TextConstraintAttribute("a label", "a label as key=value", Expression, maxLength: 380)
{
    private const string Expression =
        "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*/)?"
        + "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?(=[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$";
}
