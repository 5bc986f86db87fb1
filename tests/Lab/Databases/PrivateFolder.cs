using System.Diagnostics;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Databases;

/// <summary>
/// A temporary folder of a user, and the programs that run in it. When it is disposed, and also when the tests' process dies, a
/// shell ends every program that still uses it, unmounts its mounts and removes it.
/// </summary>
internal sealed class PrivateFolder : IDisposable
{
    /// <summary>Waits for the end of standard input, then gives a server three seconds to end by itself.</summary>
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

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly Dictionary<string, string> NoVariables = [];
    private readonly string? _user;
    private readonly Process _tidyUp;
    private bool _owned;

    /// <param name="kind">Purpose, as a part of the folder's name.</param>
    /// <param name="user">Owner of the folder and user of its programs; null for the user who runs the tests.</param>
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

    /// <summary>Creates a folder for its user.</summary>
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
        var named = (variables ?? NoVariables).Select(variable => $"{variable.Key}={variable.Value}");
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
            // The program ended without reading its input.
        }

        if (!process.WaitForExit(Timeout))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{string.Join(' ', command)}: did not end within {Timeout}");
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
            // Does not follow links.
            Shell.Run("chown", "--recursive", "--no-dereference", $"{_user}:", Root);
            _owned = true;
        }
    }
}
