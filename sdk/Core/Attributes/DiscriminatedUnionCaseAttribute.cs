namespace Pulumi;

/// <summary>One case of a union of object types: the discriminator's value and the type it selects.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class DiscriminatedUnionCaseAttribute : Attribute
{
    /// <param name="tag">The discriminator's value.</param>
    /// <param name="type">The type it selects.</param>
    public DiscriminatedUnionCaseAttribute(string tag, Type type)
    {
        Tag = tag;
        Type = type;
    }

    /// <summary>The discriminator's value.</summary>
    public string Tag { get; }

    /// <summary>The type it selects.</summary>
    public Type Type { get; }
}
