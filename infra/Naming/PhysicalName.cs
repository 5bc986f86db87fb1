using System.Text;

namespace Infra.Naming;

/// <summary>
/// Names of objects outside the program: at Hetzner and in Kubernetes. A name is its parts joined by dashes, in lower
/// case, with only letters, digits and dashes; one that is too long is cut and ends in a hash of the whole, so that two
/// long names stay two names and the same name always gives the same result.
/// </summary>
public static class PhysicalName
{
    /// <summary>Longest name of a Kubernetes object that becomes a DNS label or a label's value (RFC 1123).</summary>
    public const int KubernetesLimit = 63;

    /// <summary>Longest name of a CronJob: its jobs' names get eleven more characters.</summary>
    public const int CronJobLimit = 52;

    /// <summary>Longest name of a StatefulSet: its pods' revision label gets a dash and ten more characters.</summary>
    public const int StatefulSetLimit = 52;

    /// <summary>Longest name of a Longhorn recurring job.</summary>
    public const int RecurringJobLimit = 40;

    /// <summary>Longest name of a Hetzner server: it is the host's name, one DNS label (RFC 1123).</summary>
    public const int ServerLimit = 63;

    /// <summary>Longest name of any other Hetzner resource (Hetzner Cloud API, firewalls).</summary>
    public const int HetznerLimit = 128;

    private const int HashLength = 8;

    /// <summary>The name of a Kubernetes object.</summary>
    public static string Kubernetes(params ReadOnlySpan<string> parts) => Of(KubernetesLimit, parts);

    /// <summary>The name of a CronJob.</summary>
    public static string CronJob(params ReadOnlySpan<string> parts) => Of(CronJobLimit, parts);

    /// <summary>The name of a StatefulSet.</summary>
    public static string StatefulSet(params ReadOnlySpan<string> parts) => Of(StatefulSetLimit, parts);

    /// <summary>The name of a Longhorn recurring job.</summary>
    public static string RecurringJob(params ReadOnlySpan<string> parts) => Of(RecurringJobLimit, parts);

    /// <summary>The name of a Hetzner server.</summary>
    public static string Server(params ReadOnlySpan<string> parts) => Of(ServerLimit, parts);

    /// <summary>The name of a Hetzner network, firewall, placement group, SSH key or volume.</summary>
    public static string Hetzner(params ReadOnlySpan<string> parts) => Of(HetznerLimit, parts);

    /// <summary>A name of at most <paramref name="limit"/> characters.</summary>
    /// <param name="limit">The longest the name may be; at least ten, for a letter, a dash and the hash.</param>
    /// <param name="parts">The parts; empty ones are left out.</param>
    /// <exception cref="ArgumentException">No letter or digit is left.</exception>
    public static string Of(int limit, params ReadOnlySpan<string> parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, HashLength + 2);
        var name = new StringBuilder();
        foreach (var part in parts)
        {
            foreach (var character in part)
            {
                Append(name, character);
            }

            Append(name, '-');
        }

        TrimEnd(name);
        if (name.Length == 0)
        {
            throw new ArgumentException("a name needs at least one letter or digit", nameof(parts));
        }

        if (name.Length <= limit)
        {
            return name.ToString();
        }

        var hash = Hash(name.ToString());
        name.Length = limit - HashLength - 1;
        TrimEnd(name);
        return name.Append('-').Append(hash).ToString();
    }

    // Neither leading nor doubled dashes.
    private static void Append(StringBuilder name, char character)
    {
        if (char.IsAsciiLetterOrDigit(character))
        {
            name.Append(char.ToLowerInvariant(character));
        }
        else if (name.Length > 0 && name[^1] != '-')
        {
            name.Append('-');
        }
    }

    private static void TrimEnd(StringBuilder name)
    {
        while (name.Length > 0 && name[^1] == '-')
        {
            name.Length--;
        }
    }

    // FNV-1a only tells names apart, and loads nothing more of the runtime.
    private static string Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * 16777619u);
        }

        return hash.ToString("x8");
    }
}
