using Infra.Model;

namespace Infra.Naming;

/// <summary>The labels of everything the program makes, the same at Hetzner and in Kubernetes.</summary>
public static class Labels
{
    /// <summary>Manager of the object; the value is always <see cref="Manager"/>.</summary>
    public const string ManagedBy = "app.kubernetes.io/managed-by";

    /// <summary>The described system.</summary>
    public const string PartOf = "app.kubernetes.io/part-of";

    /// <summary>The app or platform part.</summary>
    public const string Name = "app.kubernetes.io/name";

    /// <summary>A node's name, on every node: what pods are kept apart by.</summary>
    public const string Hostname = "kubernetes.io/hostname";

    /// <summary>The environment.</summary>
    public const string Environment = "infra/environment";

    /// <summary>The Pulumi stack.</summary>
    public const string Stack = "infra/stack";

    /// <summary>The cluster.</summary>
    public const string Cluster = "infra/cluster";

    /// <summary>A node's role: server or agent.</summary>
    public const string Role = "infra/role";

    /// <summary>Label with the blue-green slot that pods belong to.</summary>
    public const string Slot = "infra/slot";

    /// <summary>
    /// Label that tells the pods of a Deployment from those of the copy that Flagger makes of it; the value is the Deployment's name.
    /// </summary>
    public const string Track = "infra/track";

    /// <summary>
    /// Label of the pods of apps without slots, so that their service never selects the pods of slots that are added or removed.
    /// </summary>
    public const string Versions = "infra/versions";

    /// <summary>Value of <see cref="Versions"/>.</summary>
    public const string OneVersion = "one";

    /// <summary>Label that no pods have, in the selector of the service of an app that runs in Docker; see <see cref="Docker"/>.</summary>
    public const string Place = "infra/place";

    /// <summary>Value of <see cref="Place"/>.</summary>
    public const string Docker = "docker";

    /// <summary>Value of <see cref="ManagedBy"/>.</summary>
    public const string Manager = "pulumi";

    /// <summary>The labels common to everything of a stack.</summary>
    public static IReadOnlyDictionary<string, string> Of(StackId stack) => new Dictionary<string, string>
    {
        [ManagedBy] = Manager,
        [PartOf] = Value(stack.System),
        [Environment] = Value(stack.Environment),
        [Stack] = Value(stack.Name),
    };

    /// <summary>The common labels and some more; those win.</summary>
    public static IReadOnlyDictionary<string, string> Of(StackId stack, params ReadOnlySpan<(string Key, string Value)> more)
    {
        var labels = new Dictionary<string, string>(Of(stack));
        foreach (var (key, value) in more)
        {
            labels[key] = Value(value);
        }

        return labels;
    }

    /// <summary>A text as a label's value: at most 63 characters, no others than both Kubernetes and Hetzner take.</summary>
    public static string Value(string text) => PhysicalName.Of(PhysicalName.KubernetesLimit, text);
}
