using System.Reflection;
using System.Text;

namespace Infra.Model;

/// <summary>Files of the program's folders that are embedded in it.</summary>
public static class EmbeddedFile
{
    /// <summary>The text of a file.</summary>
    /// <param name="name">Its room in lower case and its name, e.g. <c>databases/dump.sh</c>.</param>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new ArgumentException($"no file {name} is embedded", nameof(name));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
