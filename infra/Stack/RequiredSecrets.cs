using Infra.Hosts;
using Infra.Model;

namespace Infra;

/// <summary>
/// The secrets that a stack needs: those of its hosts and of its parts, without those that it generates. A declared secret of a part that
/// is not built is not required.
/// </summary>
public static class RequiredSecrets
{
    /// <summary>The secrets a stack needs, in order of their keys.</summary>
    /// <param name="spec">The system, folded for the stack.</param>
    public static IReadOnlyList<RequiredSecret> Of(SystemSpec spec)
    {
        var secrets = new Dictionary<string, RequiredSecret>(StringComparer.Ordinal);
        if (spec.OwnsCluster())
        {
            var (key, purpose) = HostPools.SecretOf(spec.Cluster);
            Add(key, purpose);
        }

        if (spec.Compose.Hosts.Any(static host => host.Managed) || MoveSchedule.OpensSession(spec))
        {
            Add(SecretKeys.SshPrivateKey, HostPools.SshKeyPurpose);
        }

        foreach (var part in StackParts.All)
        {
            foreach (var name in part.Secrets(spec))
            {
                if (spec.Secrets.FirstOrDefault(secret => secret.Name == name) is not { Generated: true })
                {
                    Add(SecretKeys.Of(spec, name), name);
                }
            }
        }

        var sorted = new List<RequiredSecret>(secrets.Values);
        sorted.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return sorted;

        void Add(string key, string fallback) =>
            secrets.TryAdd(key, new(key, PurposeOf(spec, key) ?? fallback, RequiredSecret.CommandOf(key, spec)));
    }

    /// <summary>
    /// The secrets that a stack generates: those that its parts need, and those that these are made of, in the order of the description.
    /// </summary>
    /// <param name="spec">The system, folded for the stack.</param>
    public static IReadOnlyList<SecretSpec> Generated(SystemSpec spec)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in StackParts.All)
        {
            needed.UnionWith(part.Secrets(spec));
        }

        foreach (var secret in spec.Secrets)
        {
            if (secret.Of is { } source && needed.Contains(secret.Name))
            {
                needed.Add(source);
            }
        }

        return [.. spec.Secrets.Where(secret => secret.Generated && needed.Contains(secret.Name))];
    }

    private static string? PurposeOf(SystemSpec spec, string key)
    {
        foreach (var secret in spec.Secrets)
        {
            if (SecretKeys.Of(secret) == key)
            {
                return secret.Purpose;
            }
        }

        return null;
    }
}
