namespace Pulumi;

/// <summary>A file or a set of files that is passed to a provider as a value.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(string propertyName, object value)
    {
        PropertyName = propertyName;
        Value = value;
    }

    internal string PropertyName { get; }

    internal object Value { get; }
}
