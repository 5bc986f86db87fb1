using System.Buffers;
using Infra.Model;
using Infra.Preview.Graph;

namespace Infra.Preview.Policy.Rules;

/// <summary>Rules on the versions of images and charts.</summary>
internal static class ImageRules
{
    private static readonly SearchValues<char> RangeOrWildcard = SearchValues.Create("*^~<>| ,");

    /// <summary>Pinned images and charts.</summary>
    public static PolicyRule Pinned { get; } = new(
        "pinned-images",
        "names an image or chart whose content changes without a change here",
        "What runs is then decided when a pod starts: two pods of one workload may differ, and there is no way back to what ran before.",
        "Write a digest, or a tag of one version.",
        "",
        scene => scene.Objects.SelectMany(Find));

    private static IEnumerable<PolicyObject> Find(PlanResource resource)
    {
        foreach (var (path, key, value) in PlanTexts.In(resource.Inputs))
        {
            if (value.Kind == PlanValueKind.Text
                && ((key is "image" or "imageName" && value.Text.Length > 0 && !ImageReference.Parse(value.Text).IsPinned)
                    || (key == "tag" && !new ImageReference("", value.Text, null).IsPinned)))
            {
                yield return PolicyObject.Of(resource, $"{path}: {value.Text}");
            }
        }

        if (resource.Type == "kubernetes:helm.sh/v3:Release" && resource.Inputs.TextOf("version") is var version
            && (version is null || version.AsSpan().ContainsAny(RangeOrWildcard)))
        {
            yield return PolicyObject.Of(resource, version is null ? "no version" : $"version: {version}");
        }
    }
}
