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
                text.Append("[\"")
                    .Append(segment.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))
                    .Append("\"]");
            }
        }
        return text.ToString();
    }

    private static string Written(int index) => Position + index.ToString();
}
