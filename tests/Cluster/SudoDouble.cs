using System.Diagnostics;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Cluster;

/// <summary>A folder with a program named sudo, first on the path of the shells that run in it.</summary>
internal sealed class SudoDouble : IDisposable
{
    /// <summary>A sudo that runs the command as the current user.</summary>
    public const string Willing = "exec \"${@:2}\"";

    private readonly string _folder = Directory.CreateTempSubdirectory("infra-sudo-").FullName;

    /// <summary>A sudo with the given text; its arguments are those of sudo.</summary>
    public SudoDouble(string text)
    {
        var file = Path.Combine(_folder, "sudo");
        File.WriteAllText(file, $"#!/usr/bin/env bash\n{text}\n");
        Shell.Run("chmod", "755", file);
    }

    /// <summary>A file that it left in the folder.</summary>
    public string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));

    /// <summary>Runs a command as sshd does, with the given standard input.</summary>
    public (int Code, string Output) Run(string shell, string command, string input)
    {
        var start = new ProcessStartInfo(shell, ["-c", command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.Environment["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["STATE_DIR"] = Path.Combine(_folder, "state");
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
