namespace Infra.Model.Validation;

/// <summary>Rules of the arguments of Kubernetes components: each has a name that the component knows, and one value.</summary>
public static class ArgumentRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var k3s = context.Spec.Cluster.K3s;
        if (context.OwnsCluster)
        {
            Check(context, "kubeletArgs", "kubelet", KubernetesComponent.Kubelet, k3s.KubeletArgs);
            Check(context, "apiServerArgs", "API server", KubernetesComponent.ApiServer, k3s.ApiServerArgs);
            Check(context, "controllerManagerArgs", "controller manager", KubernetesComponent.ControllerManager, k3s.ControllerManagerArgs);
        }
    }

    private static void Check(
        ValidationContext context, string key, string who, KubernetesComponent component, IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
        {
            return;
        }

        var known = KubernetesArguments.Names(component);
        var names = new HashSet<string>(known, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            var name = KubernetesArguments.NameOf(argument);
            if (!seen.Add(name) && !KubernetesArguments.MayRepeat(name))
            {
                context.Error(
                    context.Spec.Cluster.K3s,
                    key,
                    $"'{name}' is given twice, and the {who} uses the last value alone",
                    "keep one of them");
            }

            if (names.Count > 0 && !names.Contains(name))
            {
                context.Warn(
                    context.Spec.Cluster.K3s,
                    key,
                    $"'{name}' is no known argument of the {who}, and k3s does not start with one that the {who} does not know",
                    $"{Nearest(name, known)}; keep it if the {who} of {context.Spec.Cluster.K3s.Version} has it");
            }
        }
    }

    /// <summary>A hint at the nearest name; all of them would fill a screen.</summary>
    private static string Nearest(string name, IReadOnlyList<string> known)
    {
        var nearest = known.MinBy(other => Loading.Hint.Distance(name, other))!;
        return Loading.Hint.Distance(name, nearest) <= Math.Max(2, name.Length / 3)
            ? $"did you mean '{nearest}'?"
            : "look it up in the reference of the command line";
    }
}
