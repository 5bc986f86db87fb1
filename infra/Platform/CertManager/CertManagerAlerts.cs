using Infra.Model;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>The alerts on the certificates of hosts.</summary>
internal static class CertManagerAlerts
{
    // The labels of cert-manager's own pod are added too, and take the name of the certificate's namespace.
    private const string Expiry = "max by (exported_namespace, name) (certmanager_certificate_expiration_timestamp_seconds)";

    /// <summary>The rules.</summary>
    /// <param name="system">The system; its stack owns the cluster.</param>
    public static IReadOnlyList<AlertRule> Of(SystemSpec system)
    {
        var alerts = new AlertList(system.Observability);
        alerts.Add(
            AlertSignal.CertificateExpiry,
            static threshold => $"(({Expiry} > 0) - time()) / 86400 < {AlertList.Number(threshold)}",
            """The certificate {{ $labels.exported_namespace }}/{{ $labels.name }} expires in {{ printf "%.0f" $value }} days.""",
            "It should have been renewed at two thirds of its life. Browsers refuse the hosts from that moment on. It can wait until "
                + "morning while at least two days remain.");
        alerts.Add(
            AlertSignal.CertificateExpiry,
            static _ => $"{Expiry} == 0",
            "The certificate {{ $labels.exported_namespace }}/{{ $labels.name }} has never been issued.",
            "Its hosts have Traefik's own certificate, which browsers refuse. Look now if the hosts are in use.");
        return alerts.Rules;
    }
}
