using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Infra.Cluster;

/// <summary>
/// The certificate in the administrator's kubeconfig. k3s issues it for a year and renews it when it starts within 120 days of its expiry;
/// after the expiry no run of any stack in the cluster would work.
/// </summary>
public static class AdminCertificate
{
    /// <summary>Days before the expiry from which a run renews the certificate.</summary>
    public const int RenewDays = 90;

    private const string DataKey = "client-certificate-data:";
    private const string PemStart = "-----BEGIN CERTIFICATE-----";
    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>
    /// The day on which the certificate in a kubeconfig expires, <c>2027-05-31</c>; empty where there is none, as in a preview.
    /// </summary>
    /// <param name="kubeconfig">The kubeconfig.</param>
    public static string ExpiryOf(string kubeconfig)
    {
        foreach (var line in kubeconfig.Split('\n'))
        {
            var trimmed = line.Trim();
            if (trimmed.StartsWith(DataKey, StringComparison.Ordinal) && Decoded(trimmed[DataKey.Length..].Trim()) is { } pem)
            {
                return Expiry(pem);
            }
        }

        return "";
    }

    /// <summary>
    /// The text whose change renews the certificate: the expiry of the one to replace. It stays as it was after the renewal, so that the
    /// next run changes nothing.
    /// </summary>
    /// <param name="expires">The day on which the present certificate expires; empty when it is not known.</param>
    /// <param name="renewal">The text of the last successful run; empty before the first renewal.</param>
    /// <param name="today">The day of this run.</param>
    public static string RenewalOf(string expires, string renewal, DateOnly today) => ExpiresSoon(expires, today) ? expires : renewal;

    /// <summary>The warning in a stack that uses another stack's kubeconfig; null while the certificate is valid for long.</summary>
    /// <param name="expires">The day on which the certificate expires; empty when it is not known.</param>
    /// <param name="today">The day of this run.</param>
    /// <param name="owner">The stack that owns the cluster.</param>
    public static string? Warning(string expires, DateOnly today, string owner) => ExpiresSoon(expires, today)
        ? $"the kubeconfig of the stack {owner}, which this stack uses, expires on {expires}; run pulumi up --stack {owner} to renew it"
        : null;

    private static bool ExpiresSoon(string expires, DateOnly today) =>
        DateOnly.TryParseExact(expires, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.DayNumber - today.DayNumber < RenewDays;

    private static string? Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var text
            && text.StartsWith(PemStart, StringComparison.Ordinal)
            ? text
            : null;
    }

    private static string Expiry(string pem)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return DateOnly.FromDateTime(certificate.NotAfter.ToUniversalTime()).ToString(DateFormat, CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return "";
        }
    }
}
