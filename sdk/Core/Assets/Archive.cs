namespace Pulumi;

/// <summary>A set of files.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive(string propertyName, object value)
        : base(propertyName, value)
    {
    }
}
