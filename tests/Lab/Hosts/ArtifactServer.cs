using System.Net;
using System.Security.Cryptography;
using System.Text;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Hosts;

/// <summary>A mirror of k3s's releases that holds the double: any version asked for, its checksums, the install script.</summary>
internal sealed class ArtifactServer : IDisposable
{
    /// <summary>Makes the double too big for a small disk.</summary>
    private const int Padding = 256 * 1024;

    private const string AirGapImages = "k3s-airgap-images-amd64.tar.zst";

    private readonly HttpListener _listener = new();

    /// <summary>Serves at once.</summary>
    public ArtifactServer(string address)
    {
        Url = $"http://{address}:8480";
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>The root of the mirror.</summary>
    public string Url { get; }

    /// <summary>SHA-256 of a version's binary.</summary>
    public static string Checksum(string version) => Sha256(Binary(version));

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            _ = Task.Run(() => Answer(context));
        }
    }

    /// <summary>One answer, apart from the others: a client that loses power says no good-bye, and writing to it blocks for minutes.</summary>
    private static void Answer(HttpListenerContext context)
    {
        try
        {
            var body = Content(Uri.UnescapeDataString(context.Request.Url!.AbsolutePath));
            context.Response.StatusCode = body is null ? 404 : 200;
            context.Response.Close(body ?? [], willBlock: true);
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The client has gone, or the lab.
        }
    }

    private static byte[]? Content(string path) => path.Trim('/').Split('/') switch
    {
        [var version, "k3s"] => Binary(version),
        [var version, AirGapImages] => Images(version),
        [var version, "sha256sum-amd64.txt"] => Encoding.UTF8.GetBytes($"{Checksum(version)}  k3s\n{Sha256(Images(version))}  {AirGapImages}\n"),
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
