namespace Infra.Lab.Double;

/// <summary>Files of the double on its host.</summary>
internal static class Host
{
    /// <summary>Folder of k3s's data.</summary>
    public const string Data = "/var/lib/rancher/k3s";

    /// <summary>Writes a file that only root can read, in one rename.</summary>
    public static void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = path + ".new";
        File.Delete(fresh);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite
        };
        using (var writer = new StreamWriter(fresh, options))
        {
            writer.Write(content);
        }
        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>Returns the content of a file, which is created if it does not exist.</summary>
    public static string Once(string path, Func<string> content)
    {
        if (!File.Exists(path))
        {
            Write(path, content());
        }
        return File.ReadAllText(path);
    }

    /// <summary>Notifies the double of systemd that the unit has started, as <c>Type=notify</c> does.</summary>
    public static void NotifyReady()
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_FILE") is { Length: > 0 } file && !File.Exists(file))
        {
            File.WriteAllText(file, "");
        }
    }

    /// <summary>Refuses a host without the hardened kernel settings and an interface that does not exist, as the kubelet does.</summary>
    public static void Check(Settings settings)
    {
        if (settings["flannel-iface"] is { } name && !Directory.Exists($"/sys/class/net/{name}"))
        {
            throw new RefusedException($"failed to find interface: route ip+net: no such network interface: {name}", fatal: true);
        }
        if (settings["protect-kernel-defaults"] == "true" && Sysctl("vm.overcommit_memory") != "1")
        {
            throw new RefusedException(
                "Failed to start ContainerManager: invalid kernel flag: vm/overcommit_memory, expected value: 1", fatal: true);
        }
        foreach (var argument in settings.All("kube-apiserver-arg"))
        {
            CheckArgument(argument.Split('=', 2));
        }
        foreach (var argument in settings.All("kubelet-arg"))
        {
            if (argument.Split('=', 2) is ["config", var file] && !File.Exists(file))
            {
                throw new RefusedException(
                    $"prepare user configuration drop-ins: copy config \"{file}\" into managed drop-in dir: no such file or directory",
                    fatal: true);
            }
        }
    }

    private static void CheckArgument(string[] argument)
    {
        if (argument[0] is "audit-policy-file" or "admission-control-config-file" && !File.Exists(argument[1]))
        {
            throw new RefusedException($"loading {argument[0]}: open {argument[1]}: no such file or directory", fatal: true);
        }
        if (argument[0].StartsWith("no-such", StringComparison.Ordinal))
        {
            throw new RefusedException($"apiserver exited: unknown flag: --{argument[0]}", fatal: true);
        }
    }

    private static string Sysctl(string key) =>
        File.Exists($"/var/lib/sysctl-double/{key}") ? File.ReadAllText($"/var/lib/sysctl-double/{key}").Trim() : "";
}
