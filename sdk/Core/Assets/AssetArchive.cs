using System.Collections.Immutable;

namespace Pulumi;

/// <summary>An archive put together from other assets and archives by name.</summary>
public sealed class AssetArchive : Archive
{
    /// <param name="assets">What it holds, by path inside the archive.</param>
    public AssetArchive(IDictionary<string, AssetOrArchive> assets)
        : base("assets", assets.ToImmutableDictionary())
    {
    }
}
