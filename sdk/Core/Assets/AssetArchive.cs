using System.Collections.Immutable;

namespace Pulumi;

/// <summary>An archive composed of other assets and archives by name.</summary>
public sealed class AssetArchive : Archive
{
    /// <param name="assets">Assets and archives by path inside the archive.</param>
    public AssetArchive(IDictionary<string, AssetOrArchive> assets)
        : base("assets", assets.ToImmutableDictionary())
    {
    }
}
