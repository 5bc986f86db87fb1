using System.Reflection;
using System.Text;

namespace Infra.Databases;

/// <summary>Scripts that run in jobs beside a database.</summary>
internal static class DatabaseScript
{
    /// <summary>A script's text as it stands in its file.</summary>
    /// <param name="file">The file's name.</param>
    public static string Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)
            ?? throw new ArgumentException($"no script {file} is embedded", nameof(file));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
