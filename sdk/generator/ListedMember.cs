namespace Infra.SdkGenerator;

/// <summary>One member line of an API listing.</summary>
/// <param name="Kind">Kind of declaration.</param>
/// <param name="Name">The member's name; empty for constructors.</param>
/// <param name="Type">The type of the value or the result; empty for constructors and wire fields.</param>
/// <param name="Parameters">Parameters as written in C#; empty for fields and properties.</param>
/// <param name="Wire">The name in the <c>[Input]</c> or <c>[Output]</c> attribute, null without one.</param>
/// <param name="Required">Whether the input has to be given.</param>
/// <param name="Json">Whether the input is sent as JSON text.</param>
/// <param name="IsStatic">Whether the member belongs to the type itself.</param>
public sealed record ListedMember(
    MemberKind Kind, string Name, string Type = "", string Parameters = "",
    string? Wire = null, bool Required = false, bool Json = false, bool IsStatic = false);
