using Infra.Platform;
using Infra.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Platform;

public sealed class RouteFenceTests
{
    [Fact]
    public async Task FenceExistsBeforeTraefikAllowsCrossNamespaceRoutes()
    {
        var plan = await Plans.OfAsync("prod");
        var config = plan.Resources.Single(resource => resource.Name == "ingress-traefik");

        Assert.Contains("allowCrossNamespace: true", config.Inputs.At("spec", "valuesContent")!.Text, StringComparison.Ordinal);
        Assert.Contains(plan.Resources.Single(resource => resource.Name == "ingress-fence-binding").Urn, config.DependsOn);
    }

    [Fact]
    public async Task TraefikRefusesCrossNamespaceRoutesWithoutAShareElsewhere()
    {
        var plan = await Plans.OfAsync("dev");

        Assert.Contains(
            "allowCrossNamespace: false",
            plan.Resources.Single(resource => resource.Name == "ingress-traefik").Inputs.At("spec", "valuesContent")!.Text,
            StringComparison.Ordinal);
        Each.Lacks(plan.Resources, resource => resource.Name.StartsWith("ingress-fence", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FenceRefusesAtAdmission()
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Equal("Fail", plan.Resources.Single(resource => resource.Name == "ingress-fence").Inputs.At("spec", "failurePolicy")!.Text);
        var binding = plan.Resources.Single(resource => resource.Name == "ingress-fence-binding");
        Assert.Equal("Deny", Assert.Single(binding.Inputs.At("spec", "validationActions")!.Items).Text);
    }

    /// <summary>
    /// The API server checks each condition against the types of all five kinds, and keeps the warnings in the policy's status.
    /// </summary>
    [Fact]
    [Pitfall("admission-warnings")]
    public async Task NoConditionIsCheckedAgainstTheTypesOfAllKinds()
    {
        var fence = (await Plans.OfAsync("prod")).Resources.Single(resource => resource.Name == "ingress-fence").Inputs;

        Assert.Contains(
            fence.At("spec", "variables")!.Items,
            variable => variable.TextOf("name") == "spec" && variable.TextOf("expression") == "dyn(object.spec)");
        Each.Of(fence.At("spec", "validations")!.Items, validation =>
        {
            Assert.Contains("variables.spec", validation.TextOf("expression")!, StringComparison.Ordinal);
            Assert.DoesNotContain("object.", validation.TextOf("expression")!, StringComparison.Ordinal);
        });
    }

    [Theory]
    [Pitfall("velero-admission")]
    [InlineData("ingress-fence")]
    [InlineData("access-service-fence")]
    public async Task FenceLetsTheAccountThatRestoresABackup(string fence) =>
        Assert.Contains(
            (await Plans.OfAsync("prod")).Resources.Single(resource => resource.Name == fence).Inputs.At("spec", "matchConditions")!.Items,
            condition =>
                condition.TextOf("expression") == "!(request.userInfo.username in ['system:serviceaccount:velero:velero-server'])");

    [Fact]
    public void EveryExpressionIsBalanced() => Each.Of(RouteFence.Expressions(), expression =>
    {
        var open = 0;
        foreach (var character in expression)
        {
            open += character switch { '(' => 1, ')' => -1, _ => 0 };
            Assert.True(open >= 0);
        }

        Assert.Equal(0, open);
    });

    /// <summary>Every field in which Traefik's kinds can name another namespace, read from their definitions.</summary>
    [SkippableTheory]
    [InlineData("traefik-chart-39.0.7")]
    [InlineData("traefik-chart-40.1.0")]
    public void FenceCoversEveryReferenceOfTraefiksCrds(string definitions)
    {
        var expressions = RouteFence.Expressions();
        var references = Directory.GetFiles(Repository.Reference("data", "crds", definitions), "*.yaml")
            .SelectMany(References)
            .Distinct()
            .ToArray();

        Assert.NotEmpty(references);
        Each.Of(references, reference => Assert.Contains(expressions, expression => Fences(expression, reference)));
    }

    // The expressions iterate over lists with a variable; the path up to the first list is literal, and each item is checked for its
    // namespace.
    private static bool Fences(string expression, string reference)
    {
        var list = reference.IndexOf("[]", StringComparison.Ordinal);
        var start = $"variables.spec.{(list < 0 ? reference : reference[..list])}";
        var last = reference.Split('.')[^1];
        return expression.Contains(list < 0 ? $"{start}.namespace == variables.home" : $"{start}.all(", StringComparison.Ordinal)
            && (
                list < 0
                    || reference.IndexOf('.', list) < 0
                    || expression.Contains($".{last.Replace("[]", ".all(", StringComparison.Ordinal)}", StringComparison.Ordinal));
    }

    private static IEnumerable<string> References(string file)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(file);
        yaml.Load(reader);
        foreach (var version in ((YamlSequenceNode)yaml.Documents[0].RootNode["spec"]["versions"]).Children)
        {
            foreach (var found in Walk(version["schema"]["openAPIV3Schema"]["properties"]["spec"], ""))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<string> Walk(YamlNode schema, string path)
    {
        if (schema is not YamlMappingNode map)
        {
            yield break;
        }

        if (map.Children.TryGetValue("items", out var items))
        {
            foreach (var found in Walk(items, $"{path}[]"))
            {
                yield return found;
            }
        }

        if (!map.Children.TryGetValue("properties", out var properties))
        {
            yield break;
        }

        foreach (var (name, child) in ((YamlMappingNode)properties).Children)
        {
            if (name is YamlScalarNode { Value: "namespace" } && path.Length > 0)
            {
                yield return path;
            }

            foreach (var found in Walk(child, path.Length == 0 ? $"{name}" : $"{path}.{name}"))
            {
                yield return found;
            }
        }
    }
}
