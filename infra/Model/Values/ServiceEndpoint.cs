using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Infra.Model;

/// <summary>
/// Address of a service outside the program: host, port and whether the connection is encrypted. Taken apart once, so that each reader asks
/// for the notation that it needs.
/// </summary>
public sealed record ServiceEndpoint
{
    private const string Https = "https://";
    private const string Http = "http://";
    private const int HttpsPort = 443;
    private const int HttpPort = 80;

    private static readonly HostAddressAttribute HostForm = new();

    private readonly int? _port;

    private ServiceEndpoint(string host, int? port, bool isPlain) => (Host, _port, IsPlain) = (host, port, isPlain);

    /// <summary>The DNS name or the IPv4 address.</summary>
    public string Host { get; }

    /// <summary>Whether the connection is not encrypted.</summary>
    public bool IsPlain { get; }

    /// <summary>The port: the written one, or that of the scheme.</summary>
    public int Port => _port ?? (IsPlain ? HttpPort : HttpsPort);

    /// <summary>Host and port, the port only where it is written.</summary>
    public string Authority => _port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{Host}:{port}") : Host;

    /// <summary>The endpoint with its scheme, without a slash at its end.</summary>
    public string Url => $"{(IsPlain ? Http : Https)}{Authority}";

    /// <summary>Parses <c>s3.example.org</c>, <c>minio.lan:9000</c> or <c>http://10.0.0.1:9000</c>.</summary>
    /// <exception cref="FormatException">The text is no endpoint; the message says what is wrong.</exception>
    public static ServiceEndpoint Parse(string text) =>
        TryParse(text, out var value, out var problem) ? value : throw new FormatException(problem);

    /// <summary>Parses an endpoint; false with what is wrong and what to write.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ServiceEndpoint? value, out string problem)
    {
        value = null;
        var isPlain = text.StartsWith(Http, StringComparison.OrdinalIgnoreCase);
        var rest = isPlain ? text[Http.Length..] : text.StartsWith(Https, StringComparison.OrdinalIgnoreCase) ? text[Https.Length..] : text;
        if (rest.Contains("://", StringComparison.Ordinal))
        {
            problem = $"'{text}' begins with another scheme than https:// or http://; leave it out for https://";
            return false;
        }

        rest = rest.EndsWith('/') ? rest[..^1] : rest;
        var colon = rest.LastIndexOf(':');
        int? port = null;
        if (colon >= 0)
        {
            if (!int.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number is < 1 or > ushort.MaxValue)
            {
                problem = $"'{text}' has no port from 1 to {ushort.MaxValue} after the colon; write it like minio.lan:9000";
                return false;
            }

            port = number;
        }

        var host = (colon < 0 ? rest : rest[..colon]).ToLowerInvariant();
        if (!HostForm.Holds(host))
        {
            problem = $"'{text}' is not an endpoint; write a DNS name or an IPv4 address, with or without :port, without user and path";
            return false;
        }

        (value, problem) = (new(host, port, isPlain), "");
        return true;
    }

    /// <summary>The endpoint as it is written, without the scheme that is the default.</summary>
    public override string ToString() => IsPlain ? Url : Authority;
}
