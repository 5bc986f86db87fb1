using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Tests.Lab.Driver;

/// <summary>Reads all values of records, so that equal records have equal digests.</summary>
internal static class Canonical
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Settable = new();

    /// <summary>
    /// Digest of values: records, lists, maps, texts, numbers, contents of files, and values that convert to text.
    /// </summary>
    /// <exception cref="InvalidOperationException">A value has a type whose contents cannot be read.</exception>
    public static string DigestOf(params object?[] values)
    {
        var text = new StringBuilder();
        Write(text, values);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null;");
                break;
            case string one:
                text.Append(CultureInfo.InvariantCulture, $"{one.Length}:{one};");
                break;
            case IConvertible one:
                text.Append(one.ToString(CultureInfo.InvariantCulture)).Append(';');
                break;
            case Pulumi.AssetOrArchive asset:
                text.Append(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Assets.PathOf(asset))))).Append(';');
                break;
            case IDictionary map:
                WriteSorted(text, map.Keys.Cast<object>().Select(key => (key, map[key])));
                break;
            case IEnumerable<KeyValuePair<string, object>> map:
                WriteSorted(text, map.Select(pair => ((object)pair.Key, (object?)pair.Value)));
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (var item in list)
                {
                    Write(text, item);
                }
                text.Append(']');
                break;
            default:
                WriteRecord(text, value);
                break;
        }
    }

    private static void WriteSorted(StringBuilder text, IEnumerable<(object Key, object? Value)> pairs)
    {
        text.Append('{');
        foreach (var (key, value) in pairs.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
        {
            Write(text, key);
            Write(text, value);
        }
        text.Append('}');
    }

    private static void WriteRecord(StringBuilder text, object value)
    {
        var type = value.GetType();
        var properties = Settable.GetOrAdd(
            type,
            one =>
            [
                .. one.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                    .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0)
            ]);
        text.Append(type.Name).Append('(');
        foreach (var property in properties)
        {
            text.Append(property.Name).Append('=');
            Write(text, property.GetValue(value));
        }
        if (properties.Length == 0)
        {
            Write(text, SelfWritten(type, value));
        }
        text.Append(')');
    }

    private static string SelfWritten(Type type, object value) =>
        type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType is { } declaring
            && declaring != typeof(object)
            && declaring != typeof(ValueType)
        ? value.ToString()!
        : throw new InvalidOperationException($"{type} shows nothing of what it holds");
}
