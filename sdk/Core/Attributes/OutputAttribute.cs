namespace Pulumi;

/// <summary>Marks a property of a resource or stack as an output; without a name the property's own name is used.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    /// <param name="name">The property's name on the wire.</param>
    public OutputAttribute(string? name = null) => Name = name;

    /// <summary>The property's name on the wire.</summary>
    public string? Name { get; }
}
