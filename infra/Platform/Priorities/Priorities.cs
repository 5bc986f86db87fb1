using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Scheduling.V1;
using SchedulingV1 = Pulumi.Kubernetes.Scheduling.V1;

namespace Infra.Platform;

/// <summary>
/// The priority classes of apps. Pods without a class have the priority 0, and the cluster's own pods more than 2,000,000,000
/// (https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/).
/// </summary>
public sealed class Priorities : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Priorities";

    private const int Above = 1000;
    private const int Below = -1000;

    /// <summary>The classes, for the pods that name them to depend on.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Creates the classes.</summary>
    public Priorities(string name, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        Ready =
        [
            Create($"{name}-high", PriorityClassName.High, Above, "Apps that get room before others, by eviction where there is none."),
            Create($"{name}-low", PriorityClassName.Low, Below, "Apps that are evicted first and wait until there is room."),
        ];
        RegisterOutputs();

        SchedulingV1.PriorityClass Create(string resource, string className, int value, string description) => new(
            resource,
            new PriorityClassArgs
            {
                Metadata = context.Metadata(null, className),
                Value = value,
                Description = description,
                PreemptionPolicy = value > 0 ? "PreemptLowerPriority" : "Never",
            },
            new() { Parent = this });
    }
}
