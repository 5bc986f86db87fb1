using System.Text.Json;
using Infra.Preview.Recording;

namespace Infra.Preview.Sources;

/// <summary>
/// Finds the secrets that `pulumi stack export --show-secrets` wrote in plain text, so that they are masked wherever they occur.
/// </summary>
internal static class DecryptedSecrets
{
    private const string Plaintext = "plaintext";

    /// <summary>Reads the secrets of a state; none when it is encrypted.</summary>
    public static SecretMask In(JsonElement state)
    {
        var mask = new SecretMask();
        Find(state, mask);
        return mask;
    }

    private static void Find(JsonElement element, SecretMask mask)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Find(item, mask);
            }
        }
        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        if (StateFile.IsSecret(element) && element.TryGetProperty(Plaintext, out var plain) && plain.ValueKind == JsonValueKind.String)
        {
            LearnJson(plain.GetString()!, mask);
            return;
        }
        foreach (var member in element.EnumerateObject())
        {
            Find(member.Value, mask);
        }
    }

    /// <summary>Adds each text of a value that is written as JSON.</summary>
    private static void LearnJson(string text, SecretMask mask)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            Learn(document.RootElement, mask);
        }
        catch (JsonException)
        {
            mask.Learn(text);
        }
    }

    private static void Learn(JsonElement element, SecretMask mask)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                mask.Learn(element.GetString()!);
                break;
            case JsonValueKind.Number:
                mask.Learn(element.GetRawText());
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Learn(item, mask);
                }
                break;
            case JsonValueKind.Object when StateFile.IsSecret(element):
                Find(element, mask);
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Learn(member.Value, mask);
                }
                break;
            default:
                break;
        }
    }
}
