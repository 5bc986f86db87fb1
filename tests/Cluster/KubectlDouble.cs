using System.Diagnostics;
using System.Globalization;
using Infra.Cluster;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Cluster;

/// <summary>
/// A folder with a stand-in for k3s, whose kubectl answers from two lists: the states of the Helm job and those of the workload, one after
/// another, the last one again and again.
/// </summary>
internal sealed class KubectlDouble : IDisposable
{
    private const string Program = """
        #!/usr/bin/env bash
        cd "$(dirname "$0")" && echo "$*" >>questions
        answer() {
          echo >>"asked-$1"
          local lines; lines=$(wc -l <"asked-$1")
          if [ "$lines" -gt "$(wc -l <"answers-$1")" ]; then tail -n 1 "answers-$1"; else sed -n "${lines}p" "answers-$1"; fi
        }
        case "$*" in
          *" get job "*) answer job ;;
          *" get daemonset "* | *" get deployment "*) answer workload ;;
          *" logs "*) echo "the log of $5" ;;
        esac
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("infra-kubectl-").FullName;

    /// <summary>A stand-in with answers.</summary>
    public KubectlDouble(string[] jobs, params string[] workloads)
    {
        var file = Path.Combine(_folder, "k3s");
        File.WriteAllText(file, Program);
        Shell.Run("chmod", "755", file);
        File.WriteAllLines(Path.Combine(_folder, "answers-job"), jobs);
        File.WriteAllLines(Path.Combine(_folder, "answers-workload"), workloads);
    }

    /// <summary>The command lines so far.</summary>
    public string Questions => File.ReadAllText(Path.Combine(_folder, "questions"));

    /// <summary>Number of questions for the job or the workload.</summary>
    public int Asked(string what) =>
        File.Exists(Path.Combine(_folder, $"asked-{what}")) ? File.ReadAllLines(Path.Combine(_folder, $"asked-{what}")).Length : 0;

    /// <summary>Runs the step without a pause between two questions.</summary>
    public (int Code, string Output) Run(string state, string kind = "daemonset", int limit = 60)
    {
        var command = NodeStep.Compose("chart", "one", new Dictionary<string, string>
        {
            ["CHART"] = "traefik",
            ["STATE"] = state,
            ["WORKLOAD"] = kind,
            ["VALUES_LABEL"] = "infra/values=abc",
            ["K3S_VERSION"] = "v1.34.6+k3s1",
            ["LIMIT_SECONDS"] = limit.ToString(CultureInfo.InvariantCulture),
        });
        var start = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["BINARY"] = Path.Combine(_folder, "k3s");
        start.Environment["STATE_DIR"] = Path.Combine(_folder, "state");
        start.Environment["POLL_SECONDS"] = "0";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
