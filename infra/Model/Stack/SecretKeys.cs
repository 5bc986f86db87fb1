namespace Infra.Model;

/// <summary>Keys of the stack's config that hold secrets.</summary>
public static class SecretKeys
{
    /// <summary>Config namespace of the project's own keys.</summary>
    public const string Project = "infra";

    /// <summary>Key of the private key for SSH to existing hosts.</summary>
    public const string SshPrivateKey = "infra:sshPrivateKey";

    /// <summary>Key of the API token of the Hetzner Cloud project.</summary>
    public const string HetznerToken = "hcloud:token";

    /// <summary>Keys with which a stack selects its description, see <see cref="Loading.StackFile"/>.</summary>
    public static IReadOnlyList<string> OfTheStack { get; } =
    [
        $"{Project}:system", $"{Project}:environment", $"{Project}:phase", $"{Project}:phaseInForce", $"{Project}:confirmations",
        $"{Project}:overrides",
    ];

    /// <summary>Config key of a declared secret.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="name">The secret's name in <c>secrets</c>.</param>
    public static string Of(SystemSpec spec, string name) =>
        spec.Secrets.FirstOrDefault(secret => secret.Name == name)?.Key ?? $"{Project}:{name}";

    /// <summary>Config key of a declared secret.</summary>
    public static string Of(SecretSpec secret) => secret.Key ?? $"{Project}:{secret.Name}";

    /// <summary>Config keys of all declared secrets, required or not: none of them may hold a plain value.</summary>
    /// <param name="spec">The system.</param>
    public static IReadOnlySet<string> Declared(SystemSpec spec) =>
        spec.Secrets.Select(Of).Append(HetznerToken).Append(SshPrivateKey).ToHashSet(StringComparer.Ordinal);
}
