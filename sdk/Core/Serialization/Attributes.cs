using System.Reflection;

namespace Pulumi;

/// <summary>Reads attributes of members without looking at the members they override, which doubles the cost in a cold process.</summary>
internal static class Attributes
{
    /// <summary>The member's own attribute of a type; null when it has none.</summary>
    internal static T? Of<T>(MemberInfo member)
        where T : Attribute
        => member.GetCustomAttributes(typeof(T), inherit: false) is [T attribute, ..] ? attribute : null;
}
