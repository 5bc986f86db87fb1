using Infra.Tests.Lab.Databases;
using Infra.Tests.Support;

namespace Infra.Tests.Ci;

/// <summary>
/// Scripts of CI in a folder of their own, with programs that do as they are told and write down what they were asked for.
/// </summary>
internal sealed class CiRun : IDisposable
{
    public const string Secret = "not-for-a-command-line";

    /// <summary>Programs that the scripts call, besides those of every Debian system.</summary>
    private static readonly string[] Programs = ["bash", "git", "jq"];

    private readonly PrivateFolder _folder = new("ci");

    public CiRun(Func<string, string>? editPins = null)
    {
        var missing = Programs.FirstOrDefault(program => !File.Exists($"/usr/bin/{program}"));
        Assert.False(missing is not null && Environment.GetEnvironmentVariable("INFRA_LAB") == "required", $"{missing} is not installed");
        Skip.If(missing is not null, $"{missing} is not installed");
        foreach (var file in Directory.GetFiles(Repository.File(".ci")))
        {
            var (name, text) = ($".ci/{Path.GetFileName(file)}", File.ReadAllText(file));
            _folder.WriteProgram(name, editPins is not null && name == ".ci/pulumi.env" ? editPins(text) : text);
        }
        Variables = new(StringComparer.Ordinal)
        {
            ["PATH"] = $"{_folder.Make("programs")}:/usr/bin:/bin",
            ["HOME"] = _folder.Root,
            ["CALLS"] = _folder["calls"],
            ["GITHUB_STEP_SUMMARY"] = _folder["summary"],
            ["GITHUB_REPOSITORY"] = "team/infra",
            ["GH_TOKEN"] = Secret,
            ["PULUMI_CONFIG_PASSPHRASE"] = Secret,
            ["PULUMI_BACKEND_URL"] = "s3://states",
            ["RUN_URL"] = "https://github.com/team/infra/actions/runs/1",
        };
    }

    /// <summary>Variables of the scripts.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>Calls of the programs, one line each.</summary>
    public IReadOnlyList<string> Calls => File.Exists(_folder["calls"]) ? File.ReadAllLines(_folder["calls"]) : [];

    /// <summary>Summary of the job; empty when there is none.</summary>
    public string Summary => File.Exists(_folder["summary"]) ? File.ReadAllText(_folder["summary"]) : "";

    /// <summary>Path in the folder.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Writes a file.</summary>
    public CiRun With(string name, string content)
    {
        _folder.Write(name, content, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return this;
    }

    /// <summary>Writes a program that notes its arguments first.</summary>
    public CiRun WithProgram(string name, string body)
    {
        _folder.WriteProgram($"programs/{name}", $"#!/bin/bash\nprintf '%s\\n' \"{name} $*\" >> \"$CALLS\"\n{body}\n");
        return this;
    }

    /// <summary>Runs a script of CI.</summary>
    public ScriptResult Run(string script, params string[] arguments) => _folder.Run([_folder[$".ci/{script}"], .. arguments], Variables);

    /// <summary>Runs a program of this machine, which must succeed.</summary>
    public string Tool(params string[] command)
    {
        var result = _folder.Run(command, Variables);
        Assert.True(result.Code == 0, result.Text);
        return result.Text.Trim();
    }

    public void Dispose() => _folder.Dispose();
}
