using System.Text.RegularExpressions;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>Invariants of resources of any type.</summary>
internal static partial class ResourceInvariants
{
    private const string Unexpected = "unexpected";

    /// <summary>Types that hold state, or that take state along when they are deleted.</summary>
    public static IReadOnlyList<string> Stateful { get; } =
    [
        "hcloud:index/server:Server", "hcloud:index/network:Network", "hcloud:index/primaryIp:PrimaryIp", "hcloud:index/volume:Volume",
        "random:index/randomPassword:RandomPassword", "random:index/randomId:RandomId", "tls:index/privateKey:PrivateKey",
        "kubernetes:core/v1:Namespace", "kubernetes:core/v1:PersistentVolumeClaim", "kubernetes:apps/v1:StatefulSet",
        "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
        // Every chart here brings CRDs, and the objects of a CRD are deleted with it.
        "kubernetes:helm.sh/v3:Release",
        "kubernetes:postgresql.cnpg.io/v1:Cluster", "kubernetes:pxc.percona.com/v1:PerconaXtraDBCluster",
    ];

    public static Invariant ResourcesAreBelowTheStack => new()
    {
        Subjects = stack => stack.Plan.Resources.Skip(1),
        Problem = (stack, resource) =>
            resource.Parent is { } parent && stack.Plan.Find(parent) is not null ? null : $"its parent {resource.Parent} is not planned",
        Broken = Invariant.Changed(resource => resource.With(nameof(PlanResource.Parent), null)),
    };

    /// <summary>A reference is read, not created, and before every component: a refused run leaves nothing in the state.</summary>
    public static Invariant TopLevelResourcesAreComponentsProvidersOrReferences => new()
    {
        Subjects = stack => stack.Plan.ChildrenOf(stack.Plan.Resources[0]),
        Problem = (_, resource) => resource.IsComponent || resource.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal)
            || resource.Type == "pulumi:pulumi:StackReference" ? null : "it is directly below the stack",
        Broken = Invariant.Changed(
            resource =>
                resource.With(nameof(PlanResource.Type), "kubernetes:core/v1:ConfigMap").With(nameof(PlanResource.Provider), Unexpected)),
    };

    public static Invariant OutputsAreNotFormattedAsText => Texts(
        (_, text) => text.Contains("Calling [ToString]", StringComparison.Ordinal),
        "an output was formatted before it had a value",
        "Calling [ToString] on an Output<T>");

    /// <summary>
    /// The preview masks a secret wherever its text appears; the engine keeps it from the state only where the input is marked.
    /// </summary>
    public static Invariant SecretsAreInMarkedInputs => new()
    {
        Subjects = stack =>
            stack.Plan.Resources.Where(resource => Plans.Texts(resource.Inputs).Any(found => found.Text == PlanValue.SecretText)),
        Problem = (_, resource) =>
            UnmarkedSecrets(resource).FirstOrDefault() is { } path ? $"{path} is a secret and not marked as one" : null,
        Broken = Invariant.Changed(resource => resource.With(nameof(PlanResource.SecretInputs), Array.Empty<string>())),
    };

    public static Invariant ConnectionsAreSecret => SecretInput(resource => resource.Type == "command:remote:Command", "connection");

    public static Invariant CloudTokensAreSecret => SecretInput(resource => resource.Type == "pulumi:providers:hcloud", "token");

    public static Invariant KubeconfigsAreSecret => SecretInput(resource => resource.Type == "pulumi:providers:kubernetes", "kubeconfig");

    public static Invariant UserDataIsSecret => SecretInput(resource => resource.Type == "hcloud:index/server:Server", "userData");

    public static Invariant NodeConfigurationIsSecret =>
        SecretInput(
        resource => resource.Type == "command:remote:Command" && resource.Name.EndsWith("-secrets", StringComparison.Ordinal), "stdin");

    [Pitfall("snapshots-manifest-image")]
    [Pitfall("postgres-image-tag")]
    [Pitfall("mysql-telemetry")]
    public static Invariant ImagesArePinned => new()
    {
        Subjects = stack => stack.KubernetesObjects.Where(resource => Images(resource).Any()),
        Problem = (_, resource) =>
            Images(resource).FirstOrDefault(
                image => !ImageReference.Parse(image).IsPinned) is { } image ? $"the image {image} is not pinned" : null,
        Broken = Invariant.Changed(resource => resource.WithInput("nginx:latest", "spec", "image")),
    };

    public static Invariant NothingNamesTheLatestVersion => Texts(
        (_, text) => text.EndsWith(":latest", StringComparison.Ordinal) || text == "latest",
        "its version is resolved at run time",
        "registry.example/app:latest");

    public static Invariant DownloadsAreNotPipedIntoAShell =>
        Texts((_, text) => PipedDownload().IsMatch(text), "a download is piped into a shell", "curl -sfL https://get.k3s.io | sh -");

    public static Invariant CloudAndClusterResourcesNameTheirProvider => new()
    {
        Subjects = stack => stack.Plan.Resources.Where(resource =>
            resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal)
            || resource.Type.StartsWith("hcloud:", StringComparison.Ordinal)),
        Problem = (stack, resource) =>
            stack.Plan.Find(resource.Provider ?? "") is null ? $"its provider {resource.Provider} is not planned" : null,
        Broken = Invariant.Changed(
            resource => resource.With(nameof(PlanResource.Provider), "urn:pulumi:prod::infra::pulumi:providers:kubernetes::default")),
    };

    [Pitfall("cert-manager-release-removed")]
    [Pitfall("sealed-secrets-release-removed")]
    [Pitfall("postgres-release-removed")]
    public static Invariant StatefulResourcesAreProtected => new()
    {
        // The number of an attempt at a gate or a data move ends with it.
        Subjects = stack => stack.Spec.Environment.Protect
            ? stack.Plan.Resources.Where(resource => Stateful.Contains(resource.Type)
                && !resource.Urn.Contains("::infra:migration:", StringComparison.Ordinal))
            : [],
        Problem = (_, resource) => resource.Protect ? null : "it holds state and is not protected",
        Broken = Invariant.Changed(resource => resource.With(nameof(PlanResource.Protect), false)),
    };

    public static Invariant UnprotectedStacksProtectNothing => new()
    {
        Subjects = stack => stack.Spec.Environment.Protect ? [] : stack.Plan.Resources,
        Problem = (_, resource) => resource.Protect ? "it is protected, although environment.protect is false" : null,
        Broken = Invariant.Changed(resource => resource.With(nameof(PlanResource.Protect), true)),
    };

    private static Invariant Texts(Func<string, string, bool> wrong, string problem, string counterexample) => new()
    {
        Subjects = stack => stack.Plan.Resources.Where(resource => !resource.IsStack),
        Problem = (_, resource) =>
            Plans.Texts(resource.Inputs).FirstOrDefault(
                found => wrong(found.Path, found.Text)) is { Path: { } path } ? $"{path}: {problem}" : null,
        Broken = Invariant.Changed(resource => resource.WithInput(counterexample, Unexpected)),
    };

    private static Invariant SecretInput(Func<PlanResource, bool> isSubject, string input) => new()
    {
        Subjects = stack => stack.Plan.Resources.Where(isSubject),
        Problem = (_, resource) => resource.SecretInputs.Contains(input) ? null : $"{input} is not marked as a secret",
        Broken = Invariant.Changed(resource => resource.With(nameof(PlanResource.SecretInputs), Array.Empty<string>())),
    };

    private static IEnumerable<string> Images(PlanResource resource) =>
        from found in Plans.Texts(resource.Inputs)
        where found.Path == "image" || found.Path.EndsWith(
            ".image", StringComparison.Ordinal) || found.Path.EndsWith(".imageName", StringComparison.Ordinal)
        select found.Text;

    private static IEnumerable<string> UnmarkedSecrets(PlanResource resource)
    {
        var marked = resource.SecretInputs.ToHashSet(StringComparer.Ordinal);
        return Below(resource.Inputs, []);

        IEnumerable<string> Below(PlanValue value, string[] path)
        {
            if (path.Length > 0 && marked.Contains(PropertyPath.Write(path)))
            {
                return [];
            }

            return value.Text == PlanValue.SecretText
                ? [PropertyPath.Write(path)]
                : value.Items.SelectMany(
                    (item, i) => Below(item, [.. path, value.Kind == PlanValueKind.Map ? value.Keys[i] : PropertyPath.At(i)]));
        }
    }

    [GeneratedRegex(@"curl[^\n|]*\|\s*(sudo\s+)?(ba)?sh\b")]
    private static partial Regex PipedDownload();
}
