namespace Infra.SdkGenerator;

/// <summary>One type of an API listing: its header line taken apart, and its members in listed order.</summary>
/// <param name="Modifiers">Modifiers before the kind: <c>sealed</c>, <c>abstract</c>, <c>static</c>, <c>readonly</c>, or empty.</param>
/// <param name="Kind"><c>class</c> or <c>struct</c>.</param>
/// <param name="FullName">Namespace and name.</param>
/// <param name="Base">The base class, null where the listing names none.</param>
/// <param name="Members">The members.</param>
public sealed record ListedType(string Modifiers, string Kind, string FullName, string? Base, IReadOnlyList<ListedMember> Members)
{
    /// <summary>The name without the namespace.</summary>
    public string Name => FullName[(FullName.LastIndexOf('.') + 1)..];

    /// <summary>The namespace.</summary>
    public string Namespace => FullName[..FullName.LastIndexOf('.')];
}
