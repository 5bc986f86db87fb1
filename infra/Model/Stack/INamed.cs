namespace Infra.Model;

/// <summary>An entry with a name that is unique in its list: such lists are merged by name, and other settings refer to the name.</summary>
public interface INamed
{
    /// <summary>Name of the entry.</summary>
    string Name { get; }
}
