namespace Pulumi;

/// <summary>A single file.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset(string propertyName, object value)
        : base(propertyName, value)
    {
    }
}
