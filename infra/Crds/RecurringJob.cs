using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>What Longhorn does on a schedule to the volumes of some groups (<c>longhorn.io/v1beta2</c>). Lives in Longhorn's own namespace.</summary>
public sealed class RecurringJob(string name, RecurringJobArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
