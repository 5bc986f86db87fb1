namespace Pulumi;

/// <summary>Text in memory.</summary>
public sealed class StringAsset : Asset
{
    /// <param name="text">The text.</param>
    public StringAsset(string text)
        : base("text", text)
    {
    }
}
