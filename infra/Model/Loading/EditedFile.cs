using System.Text;
using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>A file of a described system with one setting changed, before it is written.</summary>
public sealed record EditedFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private EditedFile()
    {
    }

    /// <summary>Content of the file when it was read.</summary>
    public required byte[] Before { get; init; }

    /// <summary>Content with the change.</summary>
    public required byte[] After { get; init; }

    /// <summary>The edited file as it is read again.</summary>
    public required YamlMap Map { get; init; }

    /// <summary>Position of the changed setting.</summary>
    public required Position Position { get; init; }

    /// <summary>Sets a setting in the content of a file, which was read as YAML without a problem.</summary>
    /// <param name="content">The content.</param>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="path">The way to the setting; its last step is a key.</param>
    /// <param name="value">The value, of one line and without quotes.</param>
    /// <returns>
    /// The edited file; null where it is written in a form that cannot be edited: read again, anything but the setting would differ.
    /// </returns>
    public static EditedFile? Set(byte[] content, string file, IReadOnlyList<YamlStep> path, string value)
    {
        var text = Strict.GetString(content);
        var mark = text.Length - text.TrimStart('\uFEFF').Length;
        var old = text[mark..];
        var edit = new YamlEdit(old, old.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n");
        var problems = new ProblemList();
        if (edit.Set(path, value) is not { } edited
            || YamlReader.Read(old, file, problems) is not YamlMap before
            || YamlReader.Read(edited, file, problems) is not YamlMap after
            || problems.Count > 0
            || !IsOnlyChange(before, after, path, value))
        {
            return null;
        }

        return new()
        {
            Before = content,
            After = Strict.GetBytes(text[..mark] + edited),
            Map = after,
            Position = new(file, edited.AsSpan(0, edit.At).Count('\n') + 1),
        };
    }

    private static bool IsOnlyChange(YamlMap before, YamlMap after, IReadOnlyList<YamlStep> path, string value)
    {
        var (old, edited) = (YamlSettings.Of(before), YamlSettings.Of(after));
        // On the way to the setting, an empty value or list may have become one with the setting in it, and an entry got its name.
        var way = new HashSet<string>(StringComparer.Ordinal);
        var full = "";
        foreach (var step in path)
        {
            way.Add(full);
            full += step.IsEntry ? $"[{step.Word}]" : full.Length == 0 ? step.Word : $".{step.Word}";
            if (step.IsEntry)
            {
                way.Add($"{full}.name");
            }
        }

        return edited.Any(setting => Last(setting.Key) == full && setting.Value.Trim('\'') == value)
            && edited.All(setting => old.GetValueOrDefault(setting.Key) == setting.Value || IsOnTheWay(setting.Key))
            && old.Keys.All(key => edited.ContainsKey(key) || IsOnTheWay(key));

        bool IsOnTheWay(string key) => Last(key) is var plain && (plain == full || way.Contains(plain));

        // A list that replaces the one below it is a map with one key.
        static string Last(string key) => key.Replace(".replace[", "[", StringComparison.Ordinal);
    }
}
