using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>
/// The namespaces with their Pod Security levels, what they may use together, and what a container gets that asks for nothing.
/// A pod that names no service account gets no token of the API, and may pull from the private registries.
/// </summary>
public sealed class Tenancy : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Tenancy";

    /// <summary>Annotation that says why a namespace is exempt from Pod Security.</summary>
    public const string Exemption = "infra/pod-security-exemption";

    private readonly string _name;
    private readonly TenancyArgs _args;

    /// <summary>The namespaces by name, for what lives in them to depend on.</summary>
    public IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; }

    /// <summary>Creates the namespaces.</summary>
    public Tenancy(string name, TenancyArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _name = name;
        _args = args;
        Namespaces = args.Namespaces.ToDictionary(space => space.Name, Create, StringComparer.Ordinal);
        RegisterOutputs();
    }

    /// <summary>The ResourceQuota's hard limits, as the API names them.</summary>
    public static IReadOnlyDictionary<string, string> HardLimits(QuotaSpec quota)
    {
        var hard = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["requests.cpu"] = quota.Cpu.ToString(),
            ["requests.memory"] = quota.Memory.ToString(),
            ["limits.cpu"] = (quota.LimitsCpu ?? quota.Cpu).ToString(),
            ["limits.memory"] = (quota.LimitsMemory ?? quota.Memory).ToString(),
        };
        AddIf("pods", quota.Pods?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        AddIf("persistentvolumeclaims", quota.VolumeClaims?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        AddIf("requests.storage", quota.Storage?.ToString());
        return hard;

        void AddIf(string resource, string? amount)
        {
            if (amount is not null)
            {
                hard[resource] = amount;
            }
        }
    }

    private CoreV1.Namespace Create(NamespaceSpec spec)
    {
        var metadata = new ObjectMetaArgs { Name = spec.Name, Labels = _args.Labels.Concat(Naming.PodSecurityLabels.Of(spec.PodSecurity)).ToDictionary(StringComparer.Ordinal) };
        if (spec.PodSecurity.Exemption is { } reason)
        {
            metadata.Annotations.Add(Exemption, reason);
        }

        var created = new CoreV1.Namespace($"{_name}-{spec.Name}", new NamespaceArgs { Metadata = metadata }, new() { Parent = this, Protect = _args.Protect });
        var inside = new CustomResourceOptions { Parent = this, DependsOn = { created }, DeletedWith = created };
        if (spec.Quota is not null)
        {
            _ = new CoreV1.ResourceQuota(
                $"{_name}-{spec.Name}-quota",
                new ResourceQuotaArgs
                {
                    Metadata = MetadataIn(spec, "quota"),
                    Spec = new ResourceQuotaSpecArgs { Hard = HardLimits(spec.Quota).ToDictionary(StringComparer.Ordinal) },
                },
                inside);
        }

        _ = new CoreV1.LimitRange(
            $"{_name}-{spec.Name}-limits",
            new LimitRangeArgs
            {
                Metadata = MetadataIn(spec, "limits"),
                Spec = new LimitRangeSpecArgs { Limits = { Defaults(spec.Limits) } },
            },
            inside);
        CreateDefaultAccount(spec, created);
        return created;
    }

    /// <summary>
    /// The account that Kubernetes makes in every namespace, for pods that name none. It is there already, or comes as this
    /// runs: server-side apply adds to it, or makes it, and takes back what is its own when it goes.
    /// </summary>
    private void CreateDefaultAccount(NamespaceSpec spec, CoreV1.Namespace created)
    {
        var options = new CustomResourceOptions { Parent = this, DependsOn = { created }, DeletedWith = created };
        var references = new List<LocalObjectReferencePatchArgs>();
        foreach (var registry in _args.Registries)
        {
            if (registry.Username is { } user && _args.RegistryPasswords.TryGetValue(registry.Name, out var password))
            {
                var secret = PullSecret.NameOf(registry.Name);
                references.Add(new() { Name = secret });
                options.DependsOn.Add(new CoreV1.Secret(
                    $"{_name}-{spec.Name}-{secret}",
                    new SecretArgs
                    {
                        Metadata = MetadataIn(spec, secret),
                        Type = PullSecret.Type,
                        StringData = { [PullSecret.Key] = password.Apply(value => PullSecret.Content(registry.Name, user, value)) },
                    },
                    new() { Parent = this, DependsOn = { created }, DeletedWith = created }));
            }
        }

        var account = new ServiceAccountPatchArgs
        {
            Metadata = new ObjectMetaPatchArgs { Name = "default", Namespace = spec.Name, Annotations = { ["pulumi.com/patchForce"] = "true" } },
            AutomountServiceAccountToken = false,
        };
        if (references.Count > 0)
        {
            account.ImagePullSecrets = references;
        }

        _ = new CoreV1.ServiceAccountPatch($"{_name}-{spec.Name}-default-account", account, options);
    }

    private ObjectMetaArgs MetadataIn(NamespaceSpec spec, string name) =>
        new() { Name = name, Namespace = spec.Name, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };

    private static LimitRangeItemArgs Defaults(LimitRangeSpec limits) => new()
    {
        Type = "Container",
        DefaultRequest = { ["cpu"] = limits.RequestCpu.ToString(), ["memory"] = limits.RequestMemory.ToString() },
        Default = { ["cpu"] = limits.LimitCpu.ToString(), ["memory"] = limits.LimitMemory.ToString() },
    };
}
