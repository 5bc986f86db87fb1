using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>
/// The namespaces with their Pod Security levels, quotas and the default limits of containers. A pod without a service account of its own
/// gets no token of the API, and may pull from the private registries.
/// </summary>
public sealed class Tenancy : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Tenancy";

    /// <summary>Annotation with the reason of a namespace's exemption from Pod Security.</summary>
    public const string Exemption = "infra/pod-security-exemption";

    private readonly string _name;
    private readonly TenancyArgs _args;
    private readonly StackContext _context;

    /// <summary>The namespaces by name, for the objects in them to depend on.</summary>
    public IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; }

    /// <summary>Creates the namespaces.</summary>
    public Tenancy(string name, TenancyArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        Namespaces = args.Namespaces.ToDictionary(spec => spec.Name, Create, StringComparer.Ordinal);
        RegisterOutputs();
    }

    /// <summary>The hard limits of the ResourceQuota, by their names in the API.</summary>
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
        var metadata = _context.Metadata(null, spec.Name);
        foreach (var (key, value) in PodSecurityLabels.Of(spec.PodSecurity))
        {
            metadata.Labels.Add(key, value);
        }

        if (spec.PodSecurity.Exemption is { } reason)
        {
            metadata.Annotations.Add(Exemption, reason);
        }

        var created = new CoreV1.Namespace(
            $"{_name}-{spec.Name}",
            new NamespaceArgs { Metadata = metadata },
            new() { Parent = this, DependsOn = _args.Controllers.ToArray(), Protect = _context.Protect });
        var inside = StackContext.Inside(this, created);
        if (spec.Quota is not null)
        {
            _ = new CoreV1.ResourceQuota(
                $"{_name}-{spec.Name}-quota",
                new ResourceQuotaArgs
                {
                    Metadata = _context.Metadata(spec.Name, "quota"),
                    Spec = new ResourceQuotaSpecArgs { Hard = HardLimits(spec.Quota).ToDictionary(StringComparer.Ordinal) },
                },
                inside);
        }

        _ = new CoreV1.LimitRange(
            $"{_name}-{spec.Name}-limits",
            new LimitRangeArgs
            {
                Metadata = _context.Metadata(spec.Name, "limits"),
                Spec = new LimitRangeSpecArgs { Limits = { Defaults(spec.Limits) } },
            },
            inside);
        CreateDefaultAccount(spec, created);
        return created;
    }

    /// <summary>
    /// The account that Kubernetes creates in every namespace, for pods that name none. Server-side apply adds to it, or creates it first,
    /// and removes only its own fields when the namespace goes.
    /// </summary>
    private void CreateDefaultAccount(NamespaceSpec spec, CoreV1.Namespace created)
    {
        var options = StackContext.Inside(this, created);
        var references = new List<LocalObjectReferencePatchArgs>();
        foreach (var registry in _context.System.Cluster.Registries)
        {
            if (registry is { Username: { } user, Password: { } password })
            {
                var secret = PullSecretName.Of(registry.Name);
                references.Add(new() { Name = secret });
                options.DependsOn.Add(new CoreV1.Secret(
                    $"{_name}-{spec.Name}-{secret}",
                    new SecretArgs
                    {
                        Metadata = _context.Metadata(spec.Name, secret),
                        Type = PullSecret.Type,
                        StringData =
                        {
                            [PullSecret.Key] = _context.Secret(password).Apply(value => PullSecret.Content(registry.Name, user, value)),
                        },
                    },
                    StackContext.Inside(this, created)));
            }
        }

        var account = new ServiceAccountPatchArgs
        {
            Metadata = new ObjectMetaPatchArgs
            {
                Name = "default",
                Namespace = spec.Name,
                Annotations = { ["pulumi.com/patchForce"] = "true" },
            },
            AutomountServiceAccountToken = false,
        };
        if (references.Count > 0)
        {
            account.ImagePullSecrets = references;
        }

        _ = new CoreV1.ServiceAccountPatch($"{_name}-{spec.Name}-default-account", account, options);
    }

    private static LimitRangeItemArgs Defaults(LimitRangeSpec limits) => new()
    {
        Type = "Container",
        DefaultRequest = { ["cpu"] = limits.RequestCpu.ToString(), ["memory"] = limits.RequestMemory.ToString() },
        Default = { ["cpu"] = limits.LimitCpu.ToString(), ["memory"] = limits.LimitMemory.ToString() },
    };
}
