namespace Pulumi;

/// <summary>Marks a field or property of an args class as an input and gives its name on the wire.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    /// <param name="name">The property's name on the wire.</param>
    /// <param name="required">Whether a resource without it is refused.</param>
    /// <param name="json">Whether the provider expects the value as JSON text.</param>
    public InputAttribute(string name, bool required = false, bool json = false)
    {
        Name = name;
        IsRequired = required;
        Json = json;
    }

    internal string Name { get; }

    internal bool IsRequired { get; }

    internal bool Json { get; }
}
