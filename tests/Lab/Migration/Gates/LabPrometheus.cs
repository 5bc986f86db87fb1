using System.Diagnostics;
using System.Globalization;
using System.Text;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Migration.Gates;

/// <summary>Debian's Prometheus in the lab, with samples of Traefik of some past minutes.</summary>
internal sealed class LabPrometheus : IDisposable
{
    private const string Prometheus = "/usr/bin/prometheus";
    private readonly Process _process;

    private LabPrometheus(Process process) => _process = process;

    /// <summary>Skips the test where it is not installed.</summary>
    public static void Require() => LabMachine.Require(File.Exists(Prometheus) ? null : "missing: prometheus (Debian: prometheus)");

    /// <summary>Starts it with requests to the services of a namespace: of 100 in a minute, some fail and some are slow.</summary>
    /// <param name="net">The lab.</param>
    /// <param name="port">Its port.</param>
    /// <param name="minutes">Age of the oldest samples.</param>
    /// <param name="failed">Failed requests in a minute.</param>
    /// <param name="slow">Requests in a minute that take more than 300 ms.</param>
    public static async Task<LabPrometheus> StartAsync(LabNet net, int port, int minutes, int failed, int slow)
    {
        var folder = Path.Combine(net.Folder, $"prometheus-{port.ToString(CultureInfo.InvariantCulture)}");
        Directory.CreateDirectory(folder);
        var samples = Path.Combine(folder, "samples");
        await File.WriteAllTextAsync(samples, Samples(minutes, failed, slow));
        await Shell.RunAsync("promtool", "tsdb", "create-blocks-from", "openmetrics", samples, Path.Combine(folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), "global: {}\n");
        var start = new ProcessStartInfo(net.Space.Enter[0])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var word in (string[])
            [
                .. net.Space.Enter.Skip(1), Prometheus, $"--config.file={folder}/prometheus.yml", $"--storage.tsdb.path={folder}/data",
                string.Create(CultureInfo.InvariantCulture, $"--web.listen-address={LabNet.Address}:{port}"),
            ])
        {
            start.ArgumentList.Add(word);
        }

        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{LabNet.Address}:{port}/-/ready"));
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                (await net.Client.GetAsync(url)).EnsureSuccessStatusCode();
                return new(process);
            }
            catch (Exception early) when (early is HttpRequestException or System.Net.Sockets.SocketException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException("Prometheus does not answer");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Samples(int minutes, int failed, int slow)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var text = new StringBuilder("# TYPE traefik_service_requests counter\n");
        Series("traefik_service_requests_total{service=\"prod-wordpress-http@kubernetescrd\",code=\"200\"}", 100 - failed);
        if (failed > 0)
        {
            Series("traefik_service_requests_total{service=\"prod-wordpress-http@kubernetescrd\",code=\"503\"}", failed);
        }

        // Another namespace, whose failures are not this one's.
        Series("traefik_service_requests_total{service=\"stage-wordpress-http@kubernetescrd\",code=\"503\"}", 50);
        text.Append("# TYPE traefik_service_request_duration_seconds histogram\n");
        foreach (var (bound, each) in ((string, int)[])[("0.1", 0), ("0.3", 100 - slow), ("1.2", 100), ("+Inf", 100)])
        {
            Series(
                "traefik_service_request_duration_seconds_bucket"
                    + $"{{service=\"prod-wordpress-http@kubernetescrd\",protocol=\"http\",le=\"{bound}\"}}",
                each);
        }

        return text.Append("# EOF\n").ToString();

        void Series(string name, int each)
        {
            for (var minute = 0; minute <= minutes; minute++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name} {each * minute} {now - (60 * (minutes - minute))}\n");
            }
        }
    }
}
