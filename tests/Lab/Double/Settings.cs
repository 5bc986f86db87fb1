namespace Infra.Lab.Double;

/// <summary>
/// k3s's configuration as the program writes it: flat keys and lists in <c>config.yaml</c> and <c>config.yaml.d</c>.
/// </summary>
internal sealed class Settings
{
    private const string Folder = "/etc/rancher/k3s";

    /// <summary>The settings on which servers must agree (k3s refuses a join otherwise).</summary>
    private static readonly string[] CriticalKeys =
        [
            "cluster-cidr", "cluster-dns", "disable", "flannel-backend", "secrets-encryption", "service-cidr",
            "disable-network-policy", "embedded-registry", "egress-selector-mode"
        ];

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    /// <summary>Reads the settings of this host.</summary>
    public static Settings Load()
    {
        var settings = new Settings();
        settings.Read(File.ReadAllText($"{Folder}/config.yaml"));
        if (Directory.Exists($"{Folder}/config.yaml.d"))
        {
            foreach (var file in Directory.GetFiles($"{Folder}/config.yaml.d", "*.yaml").Order(StringComparer.Ordinal))
            {
                settings.Read(File.ReadAllText(file));
            }
        }
        return settings;
    }

    /// <summary>Reads a text of flat keys; a later value replaces an earlier one.</summary>
    public void Read(string yaml)
    {
        List<string>? list = null;
        foreach (var line in yaml.Split('\n').Where(line => line.Trim().Length > 0))
        {
            if (line.TrimStart().StartsWith("- ", StringComparison.Ordinal))
            {
                list?.Add(Plain(line.TrimStart()[2..]));
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            list = [];
            _values[line[..colon]] = list;
            var value = Plain(line[(colon + 1)..]);
            if (value.Length > 0 && value != "[]")
            {
                list.Add(value);
            }
        }
    }

    /// <summary>A single value; null when it is not set.</summary>
    public string? this[string key] => _values.TryGetValue(key, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>All values of a list.</summary>
    public IReadOnlyList<string> All(string key) => _values.TryGetValue(key, out var values) ? values : [];

    /// <summary>Settings that must be the same on all servers.</summary>
    public SortedDictionary<string, string> Critical()
    {
        var critical = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in CriticalKeys)
        {
            critical[key] = string.Join(',', All(key));
        }
        return critical;
    }

    /// <summary>The content of the file that a setting names.</summary>
    public string Secret(string key) => this[key] is { } path && File.Exists(path)
        ? File.ReadAllText(path).Trim()
        : throw new RefusedException($"{key}: open {this[key]}: no such file or directory", fatal: true);

    private static string Plain(string value) => value.Trim().Trim('"', '\'');
}
