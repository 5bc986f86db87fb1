using System.Diagnostics;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Databases;

/// <summary>
/// A temporary folder of a user, and the programs that run in it. When it is disposed, and also when the tests' process dies, a
/// shell ends every program that still works inside it, unmounts what is mounted there and removes it.
/// </summary>
internal sealed class PrivateFolder : IDisposable
{
    /// <summary>Waits for the end of its input; a server has three seconds to end by itself.</summary>
    private const string TidyUp = """
        trap '' HUP INT TERM
        cat
        for round in $(seq 100); do
          inside=$(find /proc -maxdepth 2 -name cwd \( -lname "$0" -o -lname "$0/*" \) 2>/dev/null | cut -d / -f 3)
          [ -n "$inside" ] || break
          case $round in 1) kill -QUIT $inside ;; 60) kill -KILL $inside ;; esac
          sleep 0.05
        done
        awk -v inside="$0/" 'index($2, inside) == 1 { print $2 }' /proc/mounts | xargs -r umount -l
        rm -rf "$0"
        """;

    private static readonly TimeSpan s_most = TimeSpan.FromMinutes(2);
    private static readonly Dictionary<string, string> s_none = [];
    private readonly string? _user;
    private readonly Process _tidyUp;
    private bool _owned;

    /// <param name="kind">What it is for, as a part of its name.</param>
    /// <param name="user">Whose it is, and who its programs run as; null for whoever runs the tests.</param>
    public PrivateFolder(string kind, string? user = null)
    {
        _user = user;
        Root = Directory.CreateTempSubdirectory($"infra-{kind}-").FullName;
        _tidyUp = Shell.Start("/bin/sh", ["-c", TidyUp, Root]);
    }

    /// <summary>Its path.</summary>
    public string Root { get; }

    /// <summary>A path inside it.</summary>
    public string this[params string[] parts] => Path.Combine([Root, .. parts]);

    /// <summary>Writes a file for its user, with the folders above it.</summary>
    public string Write(string name, string content, UnixFileMode mode = UnixFileMode.UserRead)
    {
        var file = this[name];
        Make(Path.GetDirectoryName(name)!);
        File.WriteAllText(file, content);
        File.SetUnixFileMode(file, mode);
        return file;
    }

    /// <summary>Writes a program.</summary>
    public string WriteProgram(string name, string content) => Write(name, content, UnixFileMode.UserRead | UnixFileMode.UserExecute);

    /// <summary>Makes a folder for its user.</summary>
    public string Make(string name)
    {
        _owned = false;
        return Directory.CreateDirectory(this[name]).FullName;
    }

    /// <summary>Copies a folder of scripts of the program to where its user may read them.</summary>
    public void CopyScripts(params string[] from)
    {
        foreach (var script in Directory.GetFiles(Repository.File(from)))
        {
            Write($"scripts/{Path.GetFileName(script)}", File.ReadAllText(script));
        }
    }

    /// <summary>Mounts a small disk.</summary>
    public void Mount(string name, string size) =>
        Shell.Run("mount", "-t", "tmpfs", "-o", $"size={size},mode=0777", "infra-lab", this[name]);

    /// <summary>Starts a program with these variables and no others.</summary>
    public Process Start(IEnumerable<string> command, IReadOnlyDictionary<string, string>? variables = null)
    {
        Own();
        string[] user = _user is null ? [] : ["setpriv", $"--reuid={_user}", $"--regid={_user}", "--init-groups"];
        var named = (variables ?? s_none).Select(variable => $"{variable.Key}={variable.Value}");
        string[] all = [.. user, "env", "-i", "-C", Root, "PATH=/usr/sbin:/usr/bin:/sbin:/bin", .. named, .. command];
        return Shell.Start(all[0], all[1..]);
    }

    /// <summary>Runs a program to its end.</summary>
    public ScriptResult Run(IEnumerable<string> command, IReadOnlyDictionary<string, string>? variables = null, string input = "")
    {
        using var process = Start(command, variables);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading.
        }

        if (!process.WaitForExit(s_most))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{string.Join(' ', command)}: not at its end after {s_most}");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tidyUp.StandardInput.Close();
        _tidyUp.WaitForExit();
        _tidyUp.Dispose();
    }

    private void Own()
    {
        if (_user is not null && !_owned)
        {
            // Not what links lead to.
            Shell.Run("chown", "--recursive", "--no-dereference", $"{_user}:", Root);
            _owned = true;
        }
    }
}
