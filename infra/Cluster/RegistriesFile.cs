using Infra.Model;
using Infra.Model.Yaml;
using Pulumi;

namespace Infra.Cluster;

/// <summary>k3s's <c>registries.yaml</c>: mirrors and credentials of private registries.</summary>
public static class RegistriesFile
{
    /// <summary>The file; null when no registry is described. A secret.</summary>
    /// <param name="context">The stack's context.</param>
    public static Output<string>? Render(StackContext context)
    {
        var registries = context.System.Cluster.Registries;
        if (registries.Count == 0)
        {
            return null;
        }

        var known = registries.Where(registry => registry.Password is not null).ToArray();
        return Output.All(known.Select(registry => context.Secret(registry.Password!))).Apply(values =>
        {
            var passwords = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var index = 0; index < known.Length; index++)
            {
                passwords[known[index].Name] = values[index];
            }

            return Render(registries, passwords);
        });
    }

    /// <summary>The file for known passwords.</summary>
    public static string Render(IReadOnlyList<RegistrySpec> registries, IReadOnlyDictionary<string, string> passwords)
    {
        var mirrors = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        var configs = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var registry in registries.OrderBy(registry => registry.Name, StringComparer.Ordinal))
        {
            if (registry.Endpoints.Count > 0)
            {
                mirrors[registry.Name] = new OrderedDictionary<string, object>(StringComparer.Ordinal)
                {
                    ["endpoint"] = registry.Endpoints.ToArray(),
                };
            }

            if (registry.Username is not null && passwords.TryGetValue(registry.Name, out var password))
            {
                configs[registry.Name] = new OrderedDictionary<string, object>(StringComparer.Ordinal)
                {
                    ["auth"] = new OrderedDictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["username"] = registry.Username,
                        ["password"] = password,
                    },
                };
            }
        }

        return YamlText.Write(
            new OrderedDictionary<string, object>(StringComparer.Ordinal) { ["mirrors"] = mirrors, ["configs"] = configs });
    }
}
