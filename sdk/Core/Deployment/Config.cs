using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>
/// The stack's configuration under one name, by default the project's. Values come from the environment variable PULUMI_CONFIG, a JSON
/// object from "name:key" to strings, read anew by each run. A missing required value, or one of the wrong type, throws
/// <see cref="RunException"/>.
/// </summary>
public sealed class Config
{
    private readonly string _name;

    /// <param name="name">The name before the colon of each key; the project's when null.</param>
    public Config(string? name = null)
    {
        name ??= Deployment.Instance.ProjectName;
        _name = name.EndsWith(":config", StringComparison.Ordinal) ? name[..^":config".Length] : name;
    }

    /// <summary>The value, or null.</summary>
    public string? Get(string key) => Deployment.Running.GetConfig(FullKey(key));

    /// <summary>The value as a secret, or null.</summary>
    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The value as "true" or "false", or null.</summary>
    public bool? GetBoolean(string key) => Get(key) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var value => throw new ConfigTypeException(FullKey(key), value, nameof(Boolean)),
    };

    /// <summary>The value as "true" or "false" and secret, or null.</summary>
    public Output<bool>? GetSecretBoolean(string key) => GetBoolean(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The value as a whole number, or null.</summary>
    public int? GetInt32(string key) => Get(key) switch
    {
        null => null,
        var value when int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        var value => throw new ConfigTypeException(FullKey(key), value, nameof(Int32)),
    };

    /// <summary>The value as a whole number and secret, or null.</summary>
    public Output<int>? GetSecretInt32(string key) => GetInt32(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The value as a number, or null.</summary>
    public double? GetDouble(string key) => Get(key) switch
    {
        null => null,
        var value when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        var value => throw new ConfigTypeException(FullKey(key), value, nameof(Double)),
    };

    /// <summary>The value as a number and secret, or null.</summary>
    public Output<double>? GetSecretDouble(string key) => GetDouble(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The value deserialized from JSON, or the type's default value.</summary>
    [return: System.Diagnostics.CodeAnalysis.MaybeNull]
    public T GetObject<T>(string key, JsonSerializerOptions options) => Parse<T>(key, options);

    /// <summary>The value deserialized from JSON, or the type's default value.</summary>
    [return: System.Diagnostics.CodeAnalysis.MaybeNull]
    public T GetObject<T>(string key) => Parse<T>(key, options: null);

    /// <summary>The value deserialized from JSON as a secret, or null.</summary>
    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions options)
        => Get(key) is null ? null : Output.CreateSecret(Parse<T>(key, options)!);

    /// <summary>The value deserialized from JSON as a secret, or null.</summary>
    public Output<T>? GetSecretObject<T>(string key) => Get(key) is null ? null : Output.CreateSecret(Parse<T>(key, options: null)!);

    /// <summary>The value.</summary>
    public string Require(string key) => Get(key) ?? throw new ConfigMissingException(FullKey(key));

    /// <summary>The value as a secret.</summary>
    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    /// <summary>The value as "true" or "false".</summary>
    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw new ConfigMissingException(FullKey(key));

    /// <summary>The value as "true" or "false" and secret.</summary>
    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    /// <summary>The value as a whole number.</summary>
    public int RequireInt32(string key) => GetInt32(key) ?? throw new ConfigMissingException(FullKey(key));

    /// <summary>The value as a whole number and secret.</summary>
    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    /// <summary>The value as a number.</summary>
    public double RequireDouble(string key) => GetDouble(key) ?? throw new ConfigMissingException(FullKey(key));

    /// <summary>The value as a number and secret.</summary>
    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    /// <summary>The value deserialized from JSON.</summary>
    public T RequireObject<T>(string key, JsonSerializerOptions options) => RequireParsed<T>(key, options);

    /// <summary>The value deserialized from JSON.</summary>
    public T RequireObject<T>(string key) => RequireParsed<T>(key, options: null);

    /// <summary>The value deserialized from JSON as a secret.</summary>
    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions options)
        => Output.CreateSecret(RequireParsed<T>(key, options));

    /// <summary>The value deserialized from JSON as a secret.</summary>
    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireParsed<T>(key, options: null));

    private T RequireParsed<T>(string key, JsonSerializerOptions? options)
    {
        Require(key);
        return Parse<T>(key, options)!;
    }

    private T? Parse<T>(string key, JsonSerializerOptions? options)
    {
        var value = Get(key);
        try
        {
            return value is null ? default : JsonSerializer.Deserialize<T>(value, options);
        }
        catch (JsonException e)
        {
            throw new ConfigTypeException(FullKey(key), value, typeof(T).FullName!, e);
        }
    }

    private string FullKey(string key) => $"{_name}:{key}";

    private sealed class ConfigTypeException(string key, string? value, string expectedType, Exception? cause = null)
        : RunException($"Configuration '{key}' value '{value}' is not a valid {expectedType}", cause);

    private sealed class ConfigMissingException(string key)
        : RunException(
            $"Missing Required configuration variable '{key}'\n\tplease set a value using the command `pulumi config set {key} <value>`");
}
