using Infra.Charts;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Model.Validation;
using Infra.Monitoring;

namespace Infra.Parts;

/// <summary>
/// A part of a stack that answers for itself: a platform part, a database engine, the cluster, the apps. Every answer is a plain
/// function of the described system. The preview, the network policies, the loader and the tests ask all parts and keep no list of
/// their own.
/// </summary>
public abstract class StackPart
{
    /// <summary>The part's name; unique among all parts.</summary>
    public abstract string Name { get; }

    /// <summary>The sections of the described system that the part builds from. Defaults to none.</summary>
    public virtual IReadOnlyList<SectionUse> Sections => [];

    /// <summary>
    /// Kinds of the part, as <c>plural.group</c>, that no backup may contain because restoring them does harm. Defaults to none.
    /// </summary>
    public virtual IReadOnlyList<string> KindsNotBackedUp => [];

    /// <summary>
    /// Labels by which backups leave out the objects that the part's operator creates: claims, pods and secrets that came back without
    /// their data would pass for a server. Defaults to none.
    /// </summary>
    public virtual IReadOnlyList<LabelExclusion> LabelsNotBackedUp => [];

    /// <summary>Whether this stack makes the part: the system describes it, and no other stack makes it for this one.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public abstract bool IsIn(SystemSpec system);

    /// <summary>
    /// Reports the problems of the described system that concern the part and are between records. A record checks its own settings.
    /// Defaults to none.
    /// </summary>
    /// <param name="context">The system; takes the problems.</param>
    public virtual void Check(ValidationContext context)
    {
    }

    /// <summary>
    /// Reports the steps from the cluster's present state to the described one that the part does not allow. Called once, before the first
    /// resource. Defaults to none.
    /// </summary>
    /// <param name="context">The system; takes the problems.</param>
    /// <param name="inForce">The state of the cluster.</param>
    public virtual void CheckInForce(ValidationContext context, InForce inForce)
    {
    }

    /// <summary>Names of the declared secrets that this stack needs for the part. Defaults to none.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public virtual IReadOnlyList<string> Secrets(SystemSpec system) => [];

    /// <summary>Charts that the part installs in this stack, at their pinned versions. Defaults to none.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public virtual IReadOnlyList<Chart> Charts(SystemSpec system) => [];

    /// <summary>Versions of Kubernetes that the part's pinned software supports. Null (default) for any that the cluster may run.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public virtual SupportedKubernetes? KubernetesRange(SystemSpec system) => null;

    /// <summary>
    /// Namespaces of the part whose pods exceed the Pod Security level <c>restricted</c>, with the reasons. Defaults to none.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    public virtual IReadOnlyList<PodSecurityExemption> Exemptions(SystemSpec system) => [];

    /// <summary>
    /// Namespaces that the part creates in the cluster, beside the described ones; those with a fixed name also where the part is not
    /// installed, because it may be later. Defaults to none.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    public virtual IReadOnlyList<PartNamespace> Namespaces(SystemSpec system) => [];

    /// <summary>
    /// Rules that an access level adds, for the kinds that the part brings, to the rules of the level below: none where the part is not
    /// installed in the stack's cluster, by this stack or by the one that owns it. Defaults to none: then no role reaches them.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="level">The access level.</param>
    public virtual IReadOnlyList<RoleRule> RoleRules(SystemSpec system, AccessLevel level) => [];

    /// <summary>
    /// User names of the part's service accounts that bring objects back from a backup, for admission policies, which let them. Defaults to
    /// none.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    public virtual IReadOnlyList<string> RestoringAccounts(SystemSpec system) => [];

    /// <summary>The settings of nodes that the part depends on. Defaults to none.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public virtual NodeRequests NodeRequests(SystemSpec system) => new();

    /// <summary>
    /// Requests of the pods that the part has on the cluster, from the same figures as the pods themselves. Called where <see cref="IsIn"/>
    /// holds. Defaults to none.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    public virtual IReadOnlyList<PodsRequest> PodRequests(SystemSpec system) => [];

    /// <summary>Pods of the part that serve metrics, in this stack or in the cluster it lives in. Defaults to none.</summary>
    /// <param name="scene">The stack.</param>
    public virtual IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene) => [];

    /// <summary>
    /// Long-running pods of the part that serve no metrics, with how they are watched instead. Jobs are not among them: the state of each
    /// is a metric of kube-state-metrics. A test finds pods of the plan that are in neither list. Defaults to none.
    /// </summary>
    /// <param name="scene">The stack.</param>
    public virtual IReadOnlyList<PodsWithoutMetrics> PodsWithoutMetrics(FlowScene scene) => [];

    /// <summary>
    /// The reason why no pods of the part serve metrics although it is in the stack; null (default) where some do. A test finds a part
    /// with neither.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    public virtual string? WithoutMetrics(SystemSpec system) => null;

    /// <summary>
    /// The alerts on what the part makes in this stack. One on all objects of a kind in the cluster is given by the stack that owns the
    /// cluster alone; one on a named object by the stack that makes it. Called where <see cref="IsIn"/> holds. Defaults to none.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    public virtual IReadOnlyList<AlertRule> Alerts(SystemSpec system) => [];

    /// <summary>Dashboards of the part. Called where <see cref="IsIn"/> holds. Defaults to none.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public virtual IReadOnlyList<Dashboard> Dashboards(SystemSpec system) => [];

    /// <summary>
    /// Adds the connections that the part's pods open and accept, in this stack or in the cluster it lives in: a connection between the
    /// namespaces of two stacks has a policy in each. Defaults to none.
    /// </summary>
    /// <param name="scene">The stack; takes the flows.</param>
    public virtual void AddFlows(FlowScene scene)
    {
    }
}
