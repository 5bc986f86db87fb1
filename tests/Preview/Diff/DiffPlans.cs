using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Diff;

/// <summary>Small plans for tests of the diff.</summary>
internal static class DiffPlans
{
    /// <summary>Plan of resources on a stack.</summary>
    public static PlanGraph Of(params PlanResource[] resources) => OfStack("dev", resources);

    /// <summary>Plan of resources on a stack of another name.</summary>
    public static PlanGraph OfStack(string stack, params PlanResource[] resources) =>
        new(new(stack, "", "", null), resources, PlanValue.EmptyMap);

    /// <summary>Resource of a type, with its inputs as YAML.</summary>
    public static PlanResource Resource(string type, string name, string inputs = "{}", string stack = "dev") => new()
    {
        Urn = Urn(type, name, stack),
        Type = type,
        Name = name,
        Provider = type.StartsWith("pulumi:", StringComparison.Ordinal) || type.StartsWith("infra:", StringComparison.Ordinal)
            ? null
            : Urn($"pulumi:providers:{type[..type.IndexOf(':', StringComparison.Ordinal)]}", "default", stack),
        Inputs = PlanValues.Of(inputs),
    };

    /// <summary>URN of a resource.</summary>
    public static string Urn(string type, string name, string stack = "dev") => $"urn:pulumi:{stack}::infra::{type}::{name}";

    /// <summary>A copy with other inputs.</summary>
    public static PlanResource Given(this PlanResource resource, string inputs) => resource with { Inputs = PlanValues.Of(inputs) };

    /// <summary>A copy into which the outputs of another resource flow.</summary>
    public static PlanResource From(this PlanResource resource, PlanResource source, params string[] inputs) => resource with
    {
        DependsOn = [source.Urn],
        PropertyDependencies = inputs.ToDictionary(input => input, _ => (IReadOnlyList<string>)[source.Urn], StringComparer.Ordinal),
    };

    /// <summary>Step of the only resource of a name.</summary>
    public static ResourceStep Step(this PlanDiff diff, string name) => Assert.Single(diff.Steps, step => step.Resource.Name == name);

    /// <summary>Step from one version of a resource to another.</summary>
    public static ResourceStep StepOf(PlanResource old, PlanResource resource) =>
        Assert.Single(PlanDiffer.Between(Of(old), Of(resource)).Steps);

    /// <summary>Kinds of all steps, by name.</summary>
    public static string Kinds(this PlanDiff diff) =>
        string.Join(" ", diff.Steps.Select(step => $"{step.Resource.Name}:{step.Kind}"));
}
