using System.Collections;
using System.Globalization;
using System.Reflection;
using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>
/// Reads properties that do not reach the mocks because part of their value is unknown. Such a property is read from the arguments instead;
/// its unknown parts are null here and identified by their paths.
/// </summary>
internal static class PlainArguments
{
    /// <summary>The value of one top-level input; null when the arguments do not have it.</summary>
    public static object? Of(InputArgs arguments, string name)
    {
        foreach (var member in InputMember.Of(arguments.GetType()))
        {
            if (member.ValueIn(arguments) is { } value && member.Name == name)
            {
                return Plain(value);
            }
        }
        return null;
    }

    private static object? Plain(object? value)
    {
        switch (value)
        {
            case null or string or bool or int or double or Resource or AssetOrArchive:
                return value;
            case InputArgs arguments:
                return PlainMembers(arguments);
        }
        var type = value.GetType();
        if (CollectionParts.Of(value, type) is { } parts)
        {
            value = parts;
            type = parts.GetType();
        }
        if (OutputProbe.For(type) is { } probe)
        {
            return Plain(probe.Read(value, leavesToo: true).Value);
        }
        if (value is IDictionary map)
        {
            return PlainMap(map);
        }
        if (value is IList list)
        {
            var items = new List<object?>();
            foreach (var item in list)
            {
                items.Add(Plain(item));
            }
            return items;
        }
        if (type.IsEnum)
        {
            return Convert.ToDouble(value, CultureInfo.InvariantCulture);
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Union<,>))
        {
            return Plain(type.GetProperty("Value")?.GetValue(value));
        }
        // An SDK enumeration: a struct that wraps its wire value.
        return type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type])?.Invoke(null, [value]) ?? value.ToString();
    }

    private static Dictionary<string, object?> PlainMembers(InputArgs arguments)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in InputMember.Of(arguments.GetType()))
        {
            if (member.ValueIn(arguments) is { } value && member.Name is { } name)
            {
                members[name] = Plain(value);
            }
        }
        return members;
    }

    private static Dictionary<string, object?> PlainMap(IDictionary map)
    {
        var plain = new Dictionary<string, object?>(StringComparer.Ordinal);
        var entries = map.GetEnumerator();
        while (entries.MoveNext())
        {
            if (entries.Key is string key)
            {
                plain[key] = Plain(entries.Value);
            }
        }
        return plain;
    }
}
