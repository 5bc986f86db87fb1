using System.Collections.Concurrent;

namespace Infra.Tests.Lab.Hosts;

/// <summary>SSH keys by name, files of a folder, made when first asked for.</summary>
internal sealed class KeyRing(string folder)
{
    private readonly ConcurrentDictionary<string, Lazy<(string Private, string Public)>> _keys = new(StringComparer.Ordinal);

    /// <summary>The pair of a name, OpenSSH format.</summary>
    public (string Private, string Public) this[string name] => _keys.GetOrAdd(name, key => new(() => Make(key))).Value;

    private (string Private, string Public) Make(string name)
    {
        var file = Path.Combine(folder, "key-" + name);
        if (!File.Exists(file))
        {
            Shell.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file);
        }
        return (File.ReadAllText(file), File.ReadAllText(file + ".pub"));
    }
}
