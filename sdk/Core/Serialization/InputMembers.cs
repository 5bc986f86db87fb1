using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi;

/// <summary>The [Input] members of an args class that is not generated, found by reflection once per type.</summary>
internal static class InputMembers
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ConcurrentDictionary<Type, Member[]> Cache = new();

    internal static void Collect(InputArgs args, InputCollector into)
    {
        foreach (var member in Cache.GetOrAdd(args.GetType(), Find))
        {
            var value = member.Read(args);
            if (member.Input.IsRequired && value is null)
            {
                into.AddRequired(member.Input.Name, null, member.Name);
            }

            if (member.Input.Json)
            {
                into.AddJson(member.Input.Name, value);
            }
            else
            {
                into.Add(member.Input.Name, value);
            }
        }
    }

    // As in the official SDK, private members of base classes are ignored.
    private static Member[] Find(Type type)
    {
        var members = new List<Member>();
        foreach (var field in type.GetFields(Instance))
        {
            // The attribute of an automatic property is on the property, and reading attributes is slow in a cold process.
            if (field.Name[0] != '<' && Attributes.Of<InputAttribute>(field) is { } input)
            {
                members.Add(new Member(input, field.Name, field, null));
            }
        }

        foreach (var property in type.GetProperties(Instance))
        {
            if (Attributes.Of<InputAttribute>(property) is { } input)
            {
                members.Add(new Member(input, property.Name, null, property));
            }
        }

        return [.. members];
    }

    private sealed record Member(InputAttribute Input, string Name, FieldInfo? Field, PropertyInfo? Property)
    {
        internal object? Read(InputArgs args) => Field is not null ? Field.GetValue(args) : Property!.GetValue(args);
    }
}
