using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Hosts;

/// <summary>A mirror of k3s's releases that holds the double: any version asked for, its checksums, the install script.</summary>
internal sealed class ArtifactServer : IDisposable
{
    /// <summary>Port of the mirror.</summary>
    public const int Port = 8480;

    /// <summary>Makes the double too big for a small disk.</summary>
    private const int Padding = 256 * 1024;

    private const string AirGapImages = "k3s-airgap-images-amd64.tar.zst";

    private readonly TcpListener _listener;

    /// <summary>Serves at a port that is listened at already.</summary>
    public ArtifactServer(TcpListener listener, string address)
    {
        _listener = listener;
        Url = string.Create(CultureInfo.InvariantCulture, $"http://{address}:{Port}");
        _ = ServeAsync();
    }

    /// <summary>Root of the mirror.</summary>
    public string Url { get; }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                // Answers in parallel: writing to a client that lost its power blocks for minutes.
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <summary>Answers one request and closes the connection: as much of HTTP as curl needs to fetch a file.</summary>
    private static async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                var path = (await reader.ReadLineAsync() ?? "").Split(' ') is ["GET", var asked, ..] ? Uri.UnescapeDataString(asked) : "";
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                    // A header.
                }
                var body = Content(path);
                await stream.WriteAsync(
                    Encoding.ASCII.GetBytes(
                        $"HTTP/1.1 {(body is null ? "404 Not Found" : "200 OK")}\r\n"
                        + $"Connection: close\r\nContent-Length: {body?.Length ?? 0}\r\n\r\n"));
                await stream.WriteAsync(body ?? []);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            // The client disconnected, or the lab ended.
        }
    }

    private static byte[]? Content(string path) => path.Trim('/').Split('/') switch
    {
        [var version, "k3s"] => Binary(version),
        [var version, AirGapImages] => Images(version),
        [var version, "sha256sum-amd64.txt"] =>
            Encoding.UTF8.GetBytes($"{Sha256(Binary(version))}  k3s\n{Sha256(Images(version))}  {AirGapImages}\n"),
        ["install.sh"] => Script("install"),
        ["install.sh.sha256sum"] => Encoding.UTF8.GetBytes($"{Sha256(Script("install"))}  install.sh\n"),
        _ => null,
    };

    private static byte[] Binary(string version)
    {
        var text = Encoding.UTF8.GetString(Script("k3s"))
            .Replace("@VERSION@", version, StringComparison.Ordinal)
            .Replace("@PROGRAM@", LabHost.Program, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text + new string('#', Padding) + "\n");
    }

    private static byte[] Images(string version) => Encoding.UTF8.GetBytes($"the images of {version}\n");

    private static byte[] Script(string name) => File.ReadAllBytes(Repository.File("tests", "Lab", "Double", name + ".sh"));

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
