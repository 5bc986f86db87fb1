namespace Infra.SdkGenerator;

/// <summary>Kind of declaration of a listed line.</summary>
public enum MemberKind
{
    /// <summary>A constructor; <see cref="ListedMember.Parameters"/> holds the text between its parentheses.</summary>
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
