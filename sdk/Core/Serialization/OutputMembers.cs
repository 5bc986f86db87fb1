using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi;

/// <summary>The [Output] properties of resource classes outside this assembly, found by reflection once per type.</summary>
internal static class OutputMembers
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ConcurrentDictionary<Type, Member[]> Cache = new();
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Declared = new();

    /// <summary>Assigns each settable [Output] property an output that the registration fills.</summary>
    internal static void Create(Resource resource, OutputFactory make)
    {
        var type = resource.GetType();
        if (type.Assembly == typeof(Resource).Assembly)
        {
            return;
        }

        foreach (var member in Cache.GetOrAdd(type, Find))
        {
            var output = member.Make(make);
            member.Set.Invoke(resource, [output]);
        }
    }

    /// <summary>All [Output] properties except the URN, with their current values, by wire name.</summary>
    internal static Dictionary<string, object?> Read(Resource resource)
    {
        var properties = Declared.GetOrAdd(resource.GetType(), static type => Array.FindAll(
            type.GetProperties(),
            property => property.Name != nameof(Resource.Urn) && property.IsDefined(typeof(OutputAttribute), inherit: false)));
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in properties)
        {
            values.Add(NameOf(property), property.GetValue(resource));
        }

        return values;
    }

    /// <summary>The [Output] properties declared by the stack's own class, with their current values, by wire name.</summary>
    internal static Dictionary<string, object?> ReadDeclared(Stack stack)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in stack.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (Attributes.Of<OutputAttribute>(property) is { } output)
            {
                values.Add(output.Name ?? property.Name, property.GetValue(stack));
            }
        }

        return values;
    }

    private static Member[] Find(Type type)
    {
        var members = new List<Member>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.DeclaringType!.Assembly == typeof(Resource).Assembly
                || !property.IsDefined(typeof(OutputAttribute), inherit: false))
            {
                continue;
            }

            var outputType = property.PropertyType;
            if (!outputType.IsConstructedGenericType || outputType.GetGenericTypeDefinition() != typeof(Output<>))
            {
                throw RunException.OutputsHaveIncorrectType([Attributes.Of<OutputAttribute>(property)!.Name!]);
            }

            var value = outputType.GenericTypeArguments[0];
            OutputTypes.Check($"[Output] {type.FullName}.{property.Name}", value);

            // A property that only the constructor can set is left to the class.
            if (SetterOf(property, type) is { } set)
            {
                var make = typeof(OutputFactory).GetMethod(nameof(OutputFactory.Make), Any)!.MakeGenericMethod(value);
                members.Add(new Member(NameOf(property), set, make));
            }
        }

        return [.. members];
    }

    // A private setter of a base class shows only on the class that declares it.
    private static MethodInfo? SetterOf(PropertyInfo property, Type type)
        => property.DeclaringType == type ? property.SetMethod : property.DeclaringType!.GetMethod("set_" + property.Name, Any);

    private static string NameOf(PropertyInfo property)
        => Attributes.Of<OutputAttribute>(property)!.Name is { } name && !string.IsNullOrWhiteSpace(name) ? name : property.Name;

    private sealed record Member(string Name, MethodInfo Set, MethodInfo Maker)
    {
        internal object Make(OutputFactory factory) => Maker.Invoke(factory, [Name])!;
    }
}
