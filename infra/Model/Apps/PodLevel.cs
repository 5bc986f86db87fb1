namespace Infra.Model;

/// <summary>
/// Decision on the Pod Security level that described rights conform to
/// (https://kubernetes.io/docs/concepts/security/pod-security-standards/).
/// </summary>
public static class PodLevel
{
    // The one capability that the level "restricted" lets a container add. No app has more than those of the level "baseline".
    private const string OfRestricted = "NET_BIND_SERVICE";

    /// <summary>The strictest level that allows the rights.</summary>
    public static PodSecurityLevel Of(AppSecuritySpec rights)
    {
        if (rights.User == 0 || rights.Escalation)
        {
            return PodSecurityLevel.Baseline;
        }

        foreach (var capability in rights.Capabilities)
        {
            if (capability != OfRestricted)
            {
                return PodSecurityLevel.Baseline;
            }
        }

        return PodSecurityLevel.Restricted;
    }
}
