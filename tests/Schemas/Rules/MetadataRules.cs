using System.Text;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas.Rules;

/// <summary>Names, labels and annotations.</summary>
internal static class MetadataRules
{
    private const int AnnotationsLimit = 256 * 1024;

    /// <summary>The name's and the namespace's form, labels and annotations.</summary>
    public static void Check(JObject thing, Findings findings)
    {
        var metadata = thing.At("metadata");
        var name = metadata.Text("name");
        findings.Unless(
            name is not null || metadata.At("name").IsStandIn() || metadata.Has("generateName"), "metadata.name", "required, but missing");
        if (name is not null)
        {
            var (isRight, form) = FormOf(thing, name);
            findings.Unless(isRight, "metadata.name", $"'{name}' is no {form}");
        }

        findings.Unless(metadata.Text("namespace") is not { } space || Syntax.IsLabel(space), "metadata.namespace", "is no DNS label");
        CheckLabels(metadata, "metadata", findings);
    }

    /// <summary>Checks that an object has a namespace only when its kind is namespaced.</summary>
    public static void CheckPlace(JObject thing, bool isNamespaced, Findings findings) =>
        findings.Unless(
            isNamespaced || !thing.At("metadata").Has("namespace"),
            "metadata.namespace",
            "the kind is the cluster's and lives in no namespace");

    /// <summary>The labels and annotations of an object's or a template's metadata.</summary>
    public static void CheckLabels(JToken? metadata, string path, Findings findings)
    {
        foreach (var label in metadata.Entries("labels"))
        {
            findings.Unless(Syntax.IsQualifiedName(label.Name), $"{path}.labels", $"'{label.Name}' is no label's key");
            findings.Unless(
                label.Value.Text() is not { } value || Syntax.IsLabelValue(value),
                $"{path}.labels.{label.Name}",
                "is no label's value (63 letters, digits, - _ .)");
        }

        var size = 0;
        foreach (var annotation in metadata.Entries("annotations"))
        {
            findings.Unless(
                Syntax.IsQualifiedName(annotation.Name.ToLowerInvariant()),
                $"{path}.annotations",
                $"'{annotation.Name}' is no annotation's key");
            size += annotation.Name.Length + Encoding.UTF8.GetByteCount(annotation.Value.Text() ?? "");
        }

        findings.Unless(size <= AnnotationsLimit, $"{path}.annotations", $"{size} bytes, {AnnotationsLimit} at most");
    }

    /// <summary>A selector by labels.</summary>
    public static void CheckSelector(JToken? selector, string path, Findings findings)
    {
        foreach (var label in selector.Entries("matchLabels"))
        {
            findings.Unless(
                Syntax.IsQualifiedName(label.Name) && (label.Value.Text() is not { } value || Syntax.IsLabelValue(value)),
                $"{path}.matchLabels",
                $"'{label.Name}' selects by what is no label");
        }

        foreach (var (term, i) in selector.Maps("matchExpressions"))
        {
            CheckTerm(term, $"{path}.matchExpressions[{i}]", findings);
        }
    }

    /// <summary>One term of a selector: values go with In and NotIn, one with Gt and Lt, none with the others.</summary>
    public static void CheckTerm(JObject term, string path, Findings findings)
    {
        var values = (term.At("values") as JArray)?.Count ?? 0;
        var isRight = term.Text("operator") switch
        {
            "In" or "NotIn" => values > 0,
            "Exists" or "DoesNotExist" => values == 0,
            "Gt" or "Lt" => values == 1,
            _ => true,
        };
        findings.Unless(isRight, $"{path}.values", $"{values} values do not go with the operator {term.Text("operator")}");
    }

    private static (bool IsRight, string Form) FormOf(JObject thing, string name) => thing.Text("kind") switch
    {
        "Namespace" => (Syntax.IsLabel(name), "DNS label"),
        "Service" when thing.Text("apiVersion") == "v1" => (Syntax.IsServiceName(name), "DNS label that begins with a letter"),
        "Role" or "ClusterRole" or "RoleBinding" or "ClusterRoleBinding" => (Syntax.IsPathSegment(name), "segment of a path"),
        // A job's name gets eleven characters more, and pods the job's.
        "CronJob" => (Syntax.IsSubdomain(name) && name.Length <= 52, "DNS name of at most 52 characters"),
        "CustomResourceDefinition" =>
            (name == $"{thing.Text("spec", "names", "plural")}.{thing.Text("spec", "group")}", "plural and group of the kind"),
        _ => (Syntax.IsSubdomain(name), "DNS name"),
    };
}
