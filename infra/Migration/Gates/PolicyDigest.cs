using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Infra.Model;
using Infra.Model.Loading;

namespace Infra.Migration;

/// <summary>
/// Digest of a described system as it is folded for a stack at a step. The command line, which plans the stack and evaluates the policies,
/// and the program, which cannot plan itself, compute it alike.
/// </summary>
public static class PolicyDigest
{
    /// <summary>
    /// Computes the digest, 64 hexadecimal digits. Equal descriptions have equal digests, wherever and in whichever order they are written:
    /// entries of a list are ordered by their names where they have some, and a written default is none. Left out are texts for people, the
    /// migration itself, of which the changes up to the step are folded already, the apps of guests, which belong to other stacks, and of
    /// the stack what changes no object: its step and its confirmations.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static string Of(SystemSpec system)
    {
        var text = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string>)
            [system.Stack.Name, system.Stack.System, system.Stack.Environment, system.Stack.ClusterOwner ?? ""])
        {
            Write(text, part);
        }

        WriteRecord(text, system);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static bool IsLeftOut(PropertyInfo property) =>
        property.IsDefined(typeof(ForPeopleAttribute), inherit: false)
        || property.PropertyType.IsDefined(typeof(ForPeopleAttribute), inherit: false)
        || (property.DeclaringType == typeof(SystemSpec)
            && property.Name is nameof(SystemSpec.Stack) or nameof(SystemSpec.Migration) or nameof(SystemSpec.AppsOfGuests));

    private static void WriteRecord(StringBuilder text, object record)
    {
        text.Append('{');
        foreach (var (key, setting) in RecordShape.Of(record.GetType()).Settings.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            if (!IsLeftOut(setting.Property) && setting.Get(record) is { } value)
            {
                Write(text, key);
                WriteValue(text, setting, value);
            }
        }

        text.Append('}');
    }

    private static void WriteValue(StringBuilder text, Setting setting, object value)
    {
        if (setting.IsMap)
        {
            WriteMap(text, (IReadOnlyDictionary<string, string>)value);
        }
        else if (setting.IsList)
        {
            WriteList(text, setting, (IEnumerable)value);
        }
        else
        {
            WriteSingle(text, setting, value);
        }
    }

    private static void WriteMap(StringBuilder text, IReadOnlyDictionary<string, string> map)
    {
        text.Append('{');
        foreach (var (key, value) in map.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            Write(text, key);
            Write(text, value);
        }

        text.Append('}');
    }

    private static void WriteList(StringBuilder text, Setting setting, IEnumerable list)
    {
        text.Append('[');
        var items = list.Cast<object>();
        foreach (var item in typeof(INamed).IsAssignableFrom(setting.ItemType)
            ? items.OrderBy(static item => ((INamed)item).Name, StringComparer.Ordinal)
            : items)
        {
            WriteSingle(text, setting, item);
        }

        text.Append(']');
    }

    private static void WriteSingle(StringBuilder text, Setting setting, object value)
    {
        if (setting.Form is null)
        {
            WriteRecord(text, value);
        }
        else
        {
            Write(text, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }
    }

    // With its length, so that no text can pass for several.
    private static void Write(StringBuilder text, string value) =>
        text.Append(value.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(value);
}
