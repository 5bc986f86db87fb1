using Infra.Preview.Graph;
using Infra.Tests.Schemas;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Support;

/// <summary>Inputs of planned resources, written as YAML.</summary>
internal static class PlanValues
{
    /// <summary>Value of a YAML text.</summary>
    public static PlanValue Of(string yaml) => Of(YamlTokens.Documents(yaml)[0]);

    private static PlanValue Of(JToken token) => token switch
    {
        JObject map =>
            PlanValue.OfMap([.. map.Properties().Select(entry => entry.Name)], [.. map.Properties().Select(entry => Of(entry.Value))]),
        JArray list => PlanValue.OfList([.. list.Select(Of)]),
        { Type: JTokenType.Integer or JTokenType.Float } => PlanValue.OfNumber((double)token),
        { Type: JTokenType.Boolean } => PlanValue.OfTruth((bool)token),
        { Type: JTokenType.Null } => PlanValue.None,
        _ => PlanValue.OfText((string)token!),
    };
}
