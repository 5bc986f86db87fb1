namespace Infra.Model.Yaml;

/// <summary>A single value.</summary>
/// <param name="text">The value as text.</param>
/// <param name="plain">Written without quotes.</param>
/// <param name="position">Where it begins.</param>
public sealed class YamlScalar(string text, bool plain, Position position) : YamlNode(position)
{
    /// <summary>The value as text.</summary>
    public string Text { get; } = text;

    /// <summary>Written without quotes, so that <c>null</c> and numbers are meant as such.</summary>
    public bool Plain { get; } = plain;

    /// <summary>An explicit <c>null</c> or <c>~</c>: back to the default.</summary>
    public bool IsNull => Plain && Text is "null" or "~";

    /// <summary>Nothing after the colon.</summary>
    public bool IsEmpty => Plain && Text.Length == 0;

    /// <inheritdoc/>
    public override string Kind => IsNull ? "null" : IsEmpty ? "nothing" : $"the value '{(Text.Length > 40 ? Text[..40] + "..." : Text)}'";
}
