using System.Text.Json;

namespace Infra.SdkGenerator;

/// <summary>Facts that the generator needs and no listing contains; read from <c>facts.json</c>, which is reviewed by hand.</summary>
/// <param name="Packages">One entry a package.</param>
public sealed record Facts(IReadOnlyList<PackageFacts> Packages)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The facts built into the generator.</summary>
    public static Facts Load()
    {
        using var stream = typeof(Facts).Assembly.GetManifestResourceStream("facts.json")!;
        return JsonSerializer.Deserialize<Facts>(stream, Options)!;
    }
}
