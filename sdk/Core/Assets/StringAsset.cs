namespace Pulumi;

/// <summary>A text in memory.</summary>
public sealed class StringAsset : Asset
{
    /// <param name="text">Where or what it is.</param>
    public StringAsset(string text)
        : base("text", text)
    {
    }
}
