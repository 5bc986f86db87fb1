using System.Text;

namespace Infra.Preview.Recording;

/// <summary>
/// Property paths in the engine's notation: `spec.containers[0].env`, `data["tls.key"]`. Inside the preview a path is a list of its keys
/// and, for list positions, their decimal texts after a <see cref="Position"/> mark.
/// </summary>
internal static class PropertyPath
{
    /// <summary>Prefix that marks a list position among the keys; no property name begins with it.</summary>
    public const char Position = '#';

    private static readonly string?[] First = new string?[64];

    /// <summary>The segment of a list position.</summary>
    public static string At(int index) => index < First.Length ? First[index] ??= Written(index) : Written(index);

    /// <summary>The segment of a list item that is named by a field instead of its position, written `[name=app]`.</summary>
    public static string Item(string name) => Position + name;

    /// <summary>One field of an item's name, quoted where the value could not be told from the rest of the path.</summary>
    public static string Keyed(string field, string value) =>
        value.Length > 0 && value.AsSpan().IndexOfAny("[]\",=") < 0 ? $"{field}={value}" : $"{field}={Quoted(value)}";

    /// <summary>The path in the engine's notation.</summary>
    public static string Write(IReadOnlyList<string> path)
    {
        var text = new StringBuilder();
        for (var i = 0; i < path.Count; i++)
        {
            var segment = path[i];
            if (segment.Length > 1 && segment[0] == Position)
            {
                text.Append('[').Append(segment, 1, segment.Length - 1).Append(']');
            }
            else if (segment.Length > 0 && segment.AsSpan().IndexOfAny('.', '[', '"') < 0)
            {
                if (i > 0)
                {
                    text.Append('.');
                }
                text.Append(segment);
            }
            else
            {
                text.Append('[').Append(Quoted(segment)).Append(']');
            }
        }
        return text.ToString();
    }

    private static string Written(int index) => Position + index.ToString();

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
