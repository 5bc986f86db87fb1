using Infra.Model;

namespace Infra.Naming;

/// <summary>The labels by which the API server enforces a namespace's Pod Security levels.</summary>
public static class PodSecurityLabels
{
    /// <summary>The labels for a namespace's levels.</summary>
    public static IReadOnlyDictionary<string, string> Of(PodSecuritySpec levels) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["pod-security.kubernetes.io/enforce"] = LevelName(levels.Enforce),
        ["pod-security.kubernetes.io/audit"] = LevelName(levels.Audit),
        ["pod-security.kubernetes.io/warn"] = LevelName(levels.Warn),
    };

    private static string LevelName(PodSecurityLevel level) => level switch
    {
        PodSecurityLevel.Privileged => "privileged",
        PodSecurityLevel.Baseline => "baseline",
        PodSecurityLevel.Restricted => "restricted",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "no such Pod Security level"),
    };
}
