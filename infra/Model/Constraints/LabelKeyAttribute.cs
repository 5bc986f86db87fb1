namespace Infra.Model;

/// <summary>A key of a Kubernetes label or taint.</summary>
public sealed class LabelKeyAttribute() : TextConstraintAttribute("a key of a label", Keys, Expression, Limit)
{
    internal const string Expression =
        "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*/)?"
        + "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$";

    private const int Limit = 253 + 1 + 63;

    /// <summary>Whether a text is a key of a label.</summary>
    public static bool Is(string text) => text.Length <= Limit && Expressions.IsMatch(Expression, text);

    internal const string Keys =
        "at most 63 letters, digits, dashes, dots and underscores, with or without a DNS name and a slash before them";
}
