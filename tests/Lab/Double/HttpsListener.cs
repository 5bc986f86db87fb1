using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Infra.Lab.Double;

/// <summary>A minimal HTTPS server, sufficient for curl and for requests between hosts.</summary>
internal sealed class HttpsListener : IDisposable
{
    private readonly TcpListener _listener;
    private readonly X509Certificate2 _certificate;
    private readonly Func<HttpCall, Task<HttpAnswer>> _answer;

    /// <summary>Starts to listen.</summary>
    public HttpsListener(IPAddress address, int port, Func<HttpCall, Task<HttpAnswer>> answer)
    {
        _certificate = SelfSigned("k3s");
        _answer = answer;
        _listener = new(address, port);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The server's self-signed certificate, PEM, for callers that verify it.</summary>
    public string Certificate => _certificate.ExportCertificatePem();

    /// <summary>A self-signed certificate for the host itself.</summary>
    public static X509Certificate2 SelfSigned(string name, int days = 365)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(days));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (SocketException)
            {
                // A caller that disconnected while it waited must not end the server.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var local = client.Client.RemoteEndPoint is IPEndPoint remote && IPAddress.IsLoopback(remote.Address);
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(_certificate);
                while (await ReadAsync(stream, local) is { } call)
                {
                    var answer = await _answer(call);
                    var body = Encoding.UTF8.GetBytes(answer.Body);
                    await stream.WriteAsync(
                        Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Status} -\r\nContent-Length: {body.Length}\r\n\r\n"));
                    await stream.WriteAsync(body);
                    await stream.FlushAsync();
                }
            }
        }
        catch (Exception error) when (error is IOException or SocketException
            or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
        {
            // The caller disconnected.
        }
    }

    private static async Task<HttpCall?> ReadAsync(SslStream stream, bool local)
    {
        var head = new List<byte>(256);
        var one = new byte[1];
        while (head.Count < 4 || head[^1] != '\n' || head[^2] != '\r' || head[^3] != '\n')
        {
            if (await stream.ReadAsync(one) == 0)
            {
                return null;
            }
            head.Add(one[0]);
        }
        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n");
        var request = lines[0].Split(' ');
        string Header(string name) =>
            lines.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) is { } line
                ? line[(name.Length + 1)..].Trim()
                : "";
        var body = new byte[int.TryParse(Header("Content-Length"), out var length) ? length : 0];
        await stream.ReadExactlyAsync(body);
        return new(request[0], request[1], Encoding.UTF8.GetString(body), Header("X-Token"), Credentials(Header("Authorization")), local);
    }

    private static string Credentials(string header) =>
        header.StartsWith("Basic ", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])) : "";
}
