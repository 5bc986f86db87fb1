namespace Pulumi;

/// <summary>Under what name, type, parent, project or stack a resource was known before; what is not set is as now.</summary>
public sealed class Alias
{
    /// <summary>The whole former URN; then nothing else is set.</summary>
    public string? Urn { get; set; }

    /// <summary>The former name.</summary>
    public Input<string>? Name { get; set; }

    /// <summary>The former type token.</summary>
    public Input<string>? Type { get; set; }

    /// <summary>The former stack.</summary>
    public Input<string>? Stack { get; set; }

    /// <summary>The former project.</summary>
    public Input<string>? Project { get; set; }

    /// <summary>The former parent. Only one of this, <see cref="ParentUrn"/> and <see cref="NoParent"/>.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The former parent's URN.</summary>
    public Input<string>? ParentUrn { get; set; }

    /// <summary>Whether there was no parent.</summary>
    public bool NoParent { get; set; }
}
