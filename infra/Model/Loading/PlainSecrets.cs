using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>The search of described files for secrets in plain text.</summary>
internal static class PlainSecrets
{
    /// <summary>Reports every value of a piece of YAML that is a secret by its look, wherever it stands.</summary>
    public static void Refuse(YamlNode node, ProblemList problems)
    {
        switch (node)
        {
            case YamlMap map:
                foreach (var entry in map.Entries)
                {
                    Refuse(entry.Value, problems);
                }

                break;
            case YamlSequence list:
                foreach (var item in list.Items)
                {
                    Refuse(item, problems);
                }

                break;
            case YamlScalar scalar when PlainSecret.IsSecretValue(scalar.Text):
                problems.Add(
                    scalar.Position,
                    "a secret in plain text",
                    "remove it here and replace it where it was valid; secrets come only from encrypted config");
                break;
            default:
                break;
        }
    }
}
