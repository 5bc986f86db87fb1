using System.Text.RegularExpressions;
using Infra.Model;
using Infra.Preview.Graph;

namespace Infra.Preview.Policy.Rules;

/// <summary>Rules on secrets.</summary>
internal static partial class SecretRules
{
    /// <summary>The file of users in images of scripts; its entries have no passwords.</summary>
    private const string UsersFile = "passwd";

    private const string Masked = "the value of a secret";
    private const string ByName = "the name says that it is a secret";
    private const string ByLook = "a private key or a token, by its look";

    /// <summary>Secrets in plain text.</summary>
    public static PolicyRule Plain { get; } = new(
        "plain-secrets",
        "holds a secret in plain text",
        "Whoever may read pods or ConfigMaps, and every backup and log of them, then has it; it also stands in the history of the files.",
        "Declare it under secrets, set it with pulumi config set --secret, and name it: secret in place of value or content.",
        "Values that name a file, a variable or a setting of a secret in place of it.",
        scene => scene.Objects.SelectMany(Find));

    private static IEnumerable<PolicyObject> Find(PlanResource resource)
    {
        var kind = resource.Inputs.TextOf("kind");
        var found = kind switch
        {
            "ConfigMap" => OfFiles(resource.Inputs["data"]),
            "Secret" => OfSecret(resource.Inputs["data"]).Concat(OfSecret(resource.Inputs["stringData"])),
            _ => (PlannedPods.Of(resource)?.Containers ?? []).SelectMany(OfContainer),
        };
        if (ChartSettings.Of(resource) is { } chart)
        {
            found = found.Concat(OfChart(chart.Values));
        }

        return found.Concat(OfAnnotations(resource.Inputs.At("metadata", "annotations"))).Distinct()
            .Select(detail => PolicyObject.Of(resource, detail));
    }

    private static IEnumerable<string> OfFiles(PlanValue? data)
    {
        for (var index = 0; index < (data?.Keys.Count ?? 0); index++)
        {
            var (key, text) = (data!.Keys[index], data.Items[index].Text);
            if (Judge(key == UsersFile ? "" : key, text) is { } reason)
            {
                yield return $"{key}: {reason}";
            }
            else if (Assignment().Matches(text).FirstOrDefault(match => IsLiteral(match.Groups["value"].Value)) is { } line)
            {
                yield return $"{key}: {line.Groups["name"].Value}: {ByName}";
            }
        }
    }

    /// <summary>A value of a Secret that is in plain text in the program or its description.</summary>
    private static IEnumerable<string> OfSecret(PlanValue? data)
    {
        for (var index = 0; index < (data?.Keys.Count ?? 0); index++)
        {
            var text = data!.Items[index].Text;
            if (text != PlanValue.SecretText && text != PlanValue.UnknownText && Judge(data.Keys[index], text) is { } reason)
            {
                yield return $"{data.Keys[index]}: {reason}, and it is not marked as one";
            }
        }
    }

    private static IEnumerable<string> OfContainer(PlanValue container)
    {
        var name = container.TextOf("name");
        foreach (var variable in container["env"]?.Items ?? [])
        {
            if (variable["value"] is { } value && Judge(variable.TextOf("name") ?? "", value.Text) is { } reason)
            {
                yield return $"container {name}: variable {variable.TextOf("name")}: {reason}";
            }
        }

        foreach (var word in (container["command"]?.Items ?? []).Concat(container["args"]?.Items ?? []))
        {
            if (Judge("", word.Text) is { } reason)
            {
                yield return $"container {name}: command: {reason}";
            }
            else if (Option().Match(word.Text) is { Success: true } option && IsLiteral(option.Groups["value"].Value))
            {
                yield return $"container {name}: command: {option.Groups["name"].Value}: {ByName}";
            }
        }
    }

    /// <summary>Values of a chart. Its release keeps them in a Secret, so that one marked as a secret is no finding.</summary>
    private static IEnumerable<string> OfChart(PlanValue values)
    {
        foreach (var (path, key, value) in PlanTexts.In(values))
        {
            if (value.Kind == PlanValueKind.Text && value.Text != PlanValue.SecretText
                && (PlainSecret.IsSecretValue(value.Text) || (IsSecretKey(key) && IsLiteral(value.Text))))
            {
                yield return $"value {path}: {(PlainSecret.IsSecretValue(value.Text) ? ByLook : ByName)}";
            }
        }
    }

    private static IEnumerable<string> OfAnnotations(PlanValue? annotations)
    {
        for (var index = 0; index < (annotations?.Keys.Count ?? 0); index++)
        {
            if (Judge("", annotations!.Items[index].Text) is { } reason)
            {
                yield return $"annotation {annotations.Keys[index]}: {reason}";
            }
        }
    }

    private static string? Judge(string name, string text) =>
        text == PlanValue.SecretText ? Masked
        : PlainSecret.IsSecretValue(text) ? ByLook
        : PlainSecret.IsSecretName(name) && IsLiteral(text) ? ByName
        : null;

    /// <summary>Whether a key of a chart's values is that of a secret itself, and not of the object or the key that holds it.</summary>
    private static bool IsSecretKey(string key) => !key.StartsWith("existing", StringComparison.Ordinal) && ChartKey().IsMatch(key);

    /// <summary>Whether a text can be a secret itself: no path, no reference to a variable, no number or switch.</summary>
    private static bool IsLiteral(string text) => text.Length > 0 && !Reference().IsMatch(text) && !Setting().IsMatch(text);

    // Configuration may be long and of one line: every pattern is linear in its length.
    [GeneratedRegex(@"^[/$<{%.]|\$[({A-Za-z]|\{\{", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex(
        "^(true|false|yes|no|on|off|null|none|[0-9.]+(ms|s|m|h|d|Mi|Gi)?)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Setting();

    [GeneratedRegex(
        @"^[ \t]*(export[ \t]+)?[""']?((?<name>[\w.-]*(password|passwd|passphrase|secret|token|api_?key|private_?key))[""']?[ \t]*[:=]"
            + @"|(?<name>requirepass)[ \t])[ \t]*[""']?(?<value>[^""'\s#;,]+)[""']?[;,]?[ \t]*$",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Assignment();

    [GeneratedRegex(
        "^(?<name>--?[a-z0-9-]*(password|passwd|secret|token|api-?key|private-?key))=(?<value>.+)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Option();

    [GeneratedRegex(
        "(password|passwd|passphrase|token|apiKey|secretKey|accessKey|privateKey|clientSecret)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ChartKey();
}
