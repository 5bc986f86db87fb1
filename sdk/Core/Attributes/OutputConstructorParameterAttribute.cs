namespace Pulumi;

/// <summary>The wire name of an <see cref="OutputConstructorAttribute"/> parameter whose own name differs.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OutputConstructorParameterAttribute : Attribute
{
    /// <param name="name">The property's name on the wire.</param>
    public OutputConstructorParameterAttribute(string name) => Name = name;

    /// <summary>The property's name on the wire.</summary>
    public string Name { get; }
}
