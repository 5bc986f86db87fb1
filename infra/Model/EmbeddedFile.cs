using System.Collections.Concurrent;
using System.Reflection;
using System.Text;

namespace Infra.Model;

/// <summary>Files of the program's folders that are embedded in it.</summary>
public static class EmbeddedFile
{
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <summary>The text of a file. Decoded once: the shared functions of the scripts are in the text of every command on a node.</summary>
    /// <param name="name">Its room in lower case and its name, e.g. <c>databases/dump.sh</c>.</param>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static string Read(string name) => Texts.GetOrAdd(name, Decode);

    private static string Decode(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new ArgumentException($"no file {name} is embedded", nameof(name));
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
