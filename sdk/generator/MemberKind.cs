namespace Infra.SdkGenerator;

/// <summary>What a listed line declares.</summary>
public enum MemberKind
{
    /// <summary>A constructor; <see cref="ListedMember.Parameters"/> holds what stands between its parentheses.</summary>
    Constructor,

    /// <summary>A private field that carries the wire name of the property named after it.</summary>
    WireField,

    /// <summary>A public property.</summary>
    Property,

    /// <summary>A public field.</summary>
    Field,

    /// <summary>A method or an operator.</summary>
    Method,
}
