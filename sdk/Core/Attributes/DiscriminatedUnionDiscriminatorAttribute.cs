namespace Pulumi;

/// <summary>Names the property that tells the cases of a union of object types apart.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class DiscriminatedUnionDiscriminatorAttribute : Attribute
{
    /// <param name="propertyName">The property's name on the wire.</param>
    public DiscriminatedUnionDiscriminatorAttribute(string propertyName) => PropertyName = propertyName;

    /// <summary>The property's name on the wire.</summary>
    public string PropertyName { get; }
}
