using System.Reflection;
using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>
/// A field or property of an arguments class that may be an input. Its attribute, which tells whether it is an input and its wire name, is
/// read only once a value is present: most members of most arguments are never set, and attributes are slow to read in a cold process.
/// </summary>
internal sealed class InputMember
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly Dictionary<Type, InputMember[]> ByType = [];

    private readonly FieldInfo? _field;
    private readonly PropertyInfo? _property;
    private bool _looked;
    private string? _name;

    private InputMember(FieldInfo? field, PropertyInfo? property)
    {
        _field = field;
        _property = property;
    }

    /// <summary>The wire name; null when the member is not an input.</summary>
    public string? Name
    {
        get
        {
            if (!_looked)
            {
                _name = LookUp();
                _looked = true;
            }
            return _name;
        }
    }

    /// <summary>The members of an arguments class, including inherited ones.</summary>
    public static InputMember[] Of(Type type)
    {
        lock (ByType)
        {
            if (!ByType.TryGetValue(type, out var members))
            {
                ByType.Add(type, members = Find(type));
            }
            return members;
        }
    }

    /// <summary>The member's value in an arguments object.</summary>
    public object? ValueIn(object arguments) => _field is not null ? _field.GetValue(arguments) : _property!.GetValue(arguments);

    private static InputMember[] Find(Type type)
    {
        var members = new List<InputMember>();
        for (var at = type; at is not null && at != typeof(InputArgs) && at != typeof(object); at = at.BaseType)
        {
            var fields = at.GetFields(Declared);
            foreach (var field in fields)
            {
                members.Add(new(field, null));
            }
            AddComputedProperties(at, fields, members);
        }
        return [.. members];
    }

    /// <summary>Adds inputs that are properties without a field of their own.</summary>
    private static void AddComputedProperties(Type type, FieldInfo[] fields, List<InputMember> members)
    {
        foreach (var property in type.GetProperties(Declared))
        {
            // The name is checked first: reading a property's signature loads its types, and most arguments have hundreds.
            if (!HasField(fields, property.Name) && property.IsDefined(typeof(InputAttribute), inherit: false) && property.CanRead
                && property.GetIndexParameters().Length == 0)
            {
                members.Add(new(null, property));
            }
        }
    }

    private static bool HasField(FieldInfo[] fields, string property)
    {
        foreach (var field in fields)
        {
            var name = field.Name;
            if (name.Length == property.Length + AutoPropertyField.Length + 1 && name[0] == '<'
                && name.AsSpan(1).StartsWith(property, StringComparison.Ordinal))
            {
                return true;
            }
            // Lists and maps of generated classes: field `_labels` of property `Labels`; the attribute is on the field.
            if (name.Length == property.Length + 1 && name[0] == '_' && name.AsSpan(2).SequenceEqual(property.AsSpan(1)))
            {
                return true;
            }
        }
        return false;
    }

    private const string AutoPropertyField = ">k__BackingField";

    private string? LookUp()
    {
        MemberInfo member = _property ?? (MemberInfo)_field!;
        if (_field is { } field && field.Name[0] == '<')
        {
            var end = field.Name.IndexOf('>', StringComparison.Ordinal);
            member = field.DeclaringType!.GetProperty(field.Name[1..end], Declared) ?? member;
        }
        foreach (var attribute in member.GetCustomAttributesData())
        {
            if (attribute.AttributeType == typeof(InputAttribute))
            {
                return attribute.ConstructorArguments[0].Value as string;
            }
        }
        return null;
    }
}
