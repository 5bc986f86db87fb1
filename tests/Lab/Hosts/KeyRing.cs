using System.Collections.Concurrent;

namespace Infra.Tests.Lab.Hosts;

/// <summary>SSH key pairs by name. All labs of a test run share one ring, so that a key is made once.</summary>
internal sealed class KeyRing
{
    private static readonly Lazy<Task<KeyRing>> Ring = new(async () => new(await LabMachine.SharedFolderAsync("keys")));
    private readonly ConcurrentDictionary<string, Lazy<Task<KeyPair>>> _keys = new(StringComparer.Ordinal);
    private readonly string _folder;

    private KeyRing(string folder) => _folder = folder;

    /// <summary>The ring of this test run.</summary>
    public static Task<KeyRing> SharedAsync() => Ring.Value;

    /// <summary>The key pair of a name, made when it is first asked for.</summary>
    public Task<KeyPair> OfAsync(string name) => _keys.GetOrAdd(name, key => new(() => MakeAsync(key))).Value;

    private async Task<KeyPair> MakeAsync(string name)
    {
        var file = Path.Combine(_folder, name);
        await Shell.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file);
        return new(await File.ReadAllTextAsync(file), await File.ReadAllTextAsync(file + ".pub"));
    }
}
