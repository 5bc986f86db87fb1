namespace Infra.Tests.Lab.Hosts;

/// <summary>A lab: hosts on a bridge, a mirror of the releases, keys. Disposing it ends every process and removes every trace.</summary>
internal sealed class LabNet : IDisposable
{
    private readonly IDisposable _lock;
    private readonly string _folder;
    private readonly LabOptions _options;
    private readonly List<LabHost> _hosts = [];

    private LabNet(IDisposable held, LabOptions options)
    {
        _lock = held;
        _options = options;
        LabMachine.Sweep();
        _folder = Directory.CreateDirectory(LabMachine.FolderOf("net")).FullName;
        if (options.Template is { } template)
        {
            Shell.Run("cp", "-a", template + "/.", _folder);
        }
        Keys = new(_folder);
        Shell.Run("ip", "link", "add", LabMachine.Bridge, "type", "bridge");
        Shell.Run("ip", "addr", "add", $"{LabMachine.Address}/24", "dev", LabMachine.Bridge);
        Shell.Run("ip", "addr", "add", "198.18.65.254/24", "dev", LabMachine.Bridge);
        Shell.Run("ip", "link", "set", LabMachine.Bridge, "up");
        Mirror = new(LabMachine.Address);
    }

    /// <summary>The SSH keys.</summary>
    public KeyRing Keys { get; }

    /// <summary>The releases.</summary>
    public ArtifactServer Mirror { get; }

    /// <summary>The folder of this lab.</summary>
    public string Folder => _folder;

    /// <summary>The hosts.</summary>
    public IReadOnlyList<LabHost> Hosts => _hosts;

    /// <summary>A host by the name of its node.</summary>
    public LabHost this[string name] => _hosts.Single(host => host.Name == name);

    /// <summary>Makes a lab, or skips the test where that cannot be.</summary>
    public static async Task<LabNet> CreateAsync(LabOptions? options = null)
    {
        LabMachine.Require();
        if (options?.User is not null)
        {
            LabMachine.RequireSudo();
        }
        var held = await LabMachine.LockAsync();
        try
        {
            return new(held, options ?? new());
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Adds a host and starts it.</summary>
    public LabHost Add(string name, int number)
    {
        var host = new LabHost(name, number, _folder, Keys, _options);
        _hosts.Add(host);
        host.PowerOn();
        return host;
    }

    /// <summary>Ends the hosts and keeps their disks and the keys in a folder.</summary>
    public void SaveAs(string template)
    {
        foreach (var host in _hosts)
        {
            host.PowerOff();
        }
        Shell.Run("cp", "-a", _folder, template);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Whatever fails here, the next lab must not wait for this one's lock.
        using var held = _lock;
        Mirror.Dispose();
        foreach (var host in _hosts)
        {
            host.Dispose();
        }
        LabMachine.Sweep();
    }
}
