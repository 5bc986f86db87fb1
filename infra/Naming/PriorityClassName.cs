using Infra.Model;

namespace Infra.Naming;

/// <summary>Names of the priority classes that the owner of the cluster makes for the apps of all stacks.</summary>
public static class PriorityClassName
{
    /// <summary>Class of the apps that get room first.</summary>
    public const string High = "infra-high";

    /// <summary>Class of the apps that are evicted first.</summary>
    public const string Low = "infra-low";

    /// <summary>Name of a priority's class; null for pods without a class.</summary>
    public static string? Of(AppPriority priority) => priority switch
    {
        AppPriority.High => High,
        AppPriority.Low => Low,
        AppPriority.Normal => null,
        _ => throw new ArgumentOutOfRangeException(nameof(priority), priority, "no such priority"),
    };
}
