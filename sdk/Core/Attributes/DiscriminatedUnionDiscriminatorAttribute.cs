namespace Pulumi;

/// <summary>Names the property that distinguishes the cases of a union of object types.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class DiscriminatedUnionDiscriminatorAttribute : Attribute
{
    /// <param name="propertyName">The property's name on the wire.</param>
    public DiscriminatedUnionDiscriminatorAttribute(string propertyName) => PropertyName = propertyName;

    /// <summary>The property's name on the wire.</summary>
    public string PropertyName { get; }
}
