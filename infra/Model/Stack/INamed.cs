namespace Infra.Model;

/// <summary>Something with a name that is unique in its list: such lists are merged by it, and other settings refer to it.</summary>
public interface INamed
{
    /// <summary>The name.</summary>
    string Name { get; }
}
