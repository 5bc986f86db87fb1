using System.Text;
using Infra.Model;
using Infra.Naming;
using Pulumi;

namespace Infra.Apps;

/// <summary>The configuration files of an app: those in plain text in a config map, those with a secret in a secret.</summary>
internal static class AppFiles
{
    private const int DigestLength = 8;

    /// <summary>Volume of the files in plain text.</summary>
    public const string PlainVolume = "infra-files";

    /// <summary>Volume of the files with a secret.</summary>
    public const string SecretVolume = "infra-secret-files";

    /// <summary>The files in plain text, by their names.</summary>
    public static IReadOnlyDictionary<string, string> Plain(AppSpec app)
    {
        var files = new SortedList<string, string>(StringComparer.Ordinal);
        foreach (var file in app.Files)
        {
            if (file.Content is { } content)
            {
                files[file.Name] = content;
            }
        }

        return files;
    }

    /// <summary>
    /// Name of the config map; null for an app without files in plain text. It contains a digest of the files: a changed file is another
    /// config map, which new pods mount while old ones keep theirs.
    /// </summary>
    public static string? PlainName(AppSpec app) =>
        Plain(app) is { Count: > 0 } files ? PhysicalName.Kubernetes(app.Name, "files", DigestOf(files)) : null;

    /// <summary>Digest of files, for names.</summary>
    /// <param name="files">The files, by their names, in order.</param>
    public static string DigestOf(IReadOnlyDictionary<string, string> files)
    {
        var text = new StringBuilder();
        foreach (var (name, content) in files)
        {
            text.Append(name).Append('\n').Append(content).Append('\n');
        }

        return Digest.Of(text.ToString())[..DigestLength];
    }

    /// <summary>Name of the secret; null for an app without files with a secret.</summary>
    public static string? SecretName(AppSpec app)
    {
        foreach (var file in app.Files)
        {
            if (file.Secret is not null)
            {
                return PhysicalName.Kubernetes(app.Name, "secret-files");
            }
        }

        return null;
    }

    /// <summary>The contents of the files with a secret. Secrets.</summary>
    public static InputMap<string> Secret(AppSpec app, StackContext context)
    {
        var contents = new InputMap<string>();
        foreach (var file in app.Files)
        {
            if (file.Secret is { } secret)
            {
                var (before, after) = (file.Before, file.After);
                contents.Add(file.Name, context.Secret(secret).Apply(value => $"{before}{value}{after}"));
            }
        }

        return contents;
    }
}
