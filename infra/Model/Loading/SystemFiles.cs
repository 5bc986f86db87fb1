using System.Text;
using Infra.Model.Validation;
using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>The files of a described system.</summary>
public static class SystemFiles
{
    /// <summary>The folder of all systems, in the project's root.</summary>
    public const string Folder = "stacks";

    /// <summary>The file of what exists.</summary>
    public const string System = "system.yaml";

    /// <summary>The file of the phases.</summary>
    public const string Migration = "migration.yaml";

    private const string EnvironmentPrefix = "env.";
    private const string StackPrefix = "Pulumi.";
    private const string Suffix = ".yaml";
    private const long MaximumBytes = 32 * 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file of an environment.</summary>
    public static string Environment(string name) => EnvironmentPrefix + name + Suffix;

    /// <summary>The config file of a stack.</summary>
    public static string Stack(string name) => StackPrefix + name + Suffix;

    /// <summary>Whether there is a system.</summary>
    public static bool HasSystem(string root, string system) => IsPlain(system) && File.Exists(Path.Combine(root, Folder, system, System));

    /// <summary>Whether a system has an environment.</summary>
    public static bool HasEnvironment(string root, string system, string environment) =>
        IsPlain(environment) && File.Exists(Path.Combine(root, Folder, system, Environment(environment)));

    /// <summary>A system's environments, asked one at a time.</summary>
    public static KnownEnvironments KnownEnvironments(string root, string system) =>
        new(name => HasEnvironment(root, system, name), () => Environments(root, system));

    /// <summary>The systems under a root, sorted.</summary>
    public static IReadOnlyList<string> Systems(string root)
    {
        var folder = Path.Combine(root, Folder);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder)
                .Where(path => File.Exists(Path.Combine(path, System)))
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The environments of a system, sorted.</summary>
    public static IReadOnlyList<string> Environments(string root, string system) =>
        Middles(Path.Combine(root, Folder, system), EnvironmentPrefix);

    /// <summary>The stacks that have a config file, sorted.</summary>
    public static IReadOnlyList<string> Stacks(string root) => Middles(root, StackPrefix);

    /// <summary>Reads a YAML file that holds a map.</summary>
    /// <param name="root">The project's root.</param>
    /// <param name="relative">The file from there, as messages name it.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <returns>The map; null when the file cannot be read.</returns>
    public static YamlMap? Read(string root, string relative, ProblemList problems)
    {
        var position = new Position(relative, 0);
        string text;
        try
        {
            var path = Path.Combine(root, relative);
            // Reading a pipe would block, and reading a device would never end; both have length 0.
            if (new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path).Length
                is var length and (0 or > MaximumBytes))
            {
                problems.Add(
                    position,
                    length == 0 ? "the file is empty" : $"the file has more than {MaximumBytes / 1024 / 1024} MB",
                    "write a regular file with a map of settings");
                return null;
            }

            text = Strict.GetString(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(position, $"the file cannot be read: {exception.GetType().Name}", "write a regular file that this user may read");
            return null;
        }
        catch (DecoderFallbackException)
        {
            problems.Add(position, "the file is not UTF-8 text", "save it as UTF-8");
            return null;
        }

        var before = problems.Count;
        switch (YamlReader.Read(text.TrimStart('\uFEFF'), relative, problems))
        {
            case YamlMap map:
                return map;
            case { } other:
                problems.Add(other.Position, $"the file holds {other.Kind}", "write a map of settings");
                return null;
            default:
                if (problems.Count == before)
                {
                    problems.Add(position, "the file is empty", "write a map of settings");
                }

                return null;
        }
    }

    // A plain name, not a path to another folder.
    private static bool IsPlain(string name) => name.Length > 0 && name.AsSpan().IndexOfAny('/', '\\') < 0 && name != "..";

    private static string[] Middles(string folder, string prefix) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, prefix + "*" + Suffix)
            .Select(path => Path.GetFileName(path))
            .Where(name => name.Length > prefix.Length + Suffix.Length)
            .Select(name => name[prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal)]
        : [];
}
