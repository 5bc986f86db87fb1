using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>
/// A stack's config file, <c>Pulumi.&lt;stack&gt;.yaml</c>, as the offline side reads it: plain values, and the encrypted
/// ones as they are. Nothing is ever decrypted.
/// </summary>
public sealed record StackFile
{
    private const string ConfigKey = "config";
    private const string SecureKey = "secure";
    private const string OverridesKey = $"{SecretKeys.Project}:overrides";
    private const string ConfirmationsKey = $"{SecretKeys.Project}:confirmations";
    // https://github.com/pulumi/pulumi/blob/master/sdk/go/common/tokens/names.go
    private const string StackName = "^[A-Za-z0-9_.-]{1,100}$";

    /// <summary>The stack's name.</summary>
    public required string Stack { get; init; }

    /// <summary>The file, from the project's root.</summary>
    public required string File { get; init; }

    /// <summary>Plain single values by their full keys, with their places.</summary>
    public required IReadOnlyDictionary<string, YamlScalar> Values { get; init; }

    /// <summary>The encrypted values as they stand in the file, by their full keys.</summary>
    public required IReadOnlyDictionary<string, string> Secure { get; init; }

    /// <summary>The stack's own settings, or null.</summary>
    public StackOverrides? Overrides { get; init; }

    /// <summary>The stack's confirmations of criteria of gates, or null.</summary>
    public StackConfirmations? Confirmations { get; init; }

    /// <summary>Problems of the file itself.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>Reads a stack's file.</summary>
    /// <param name="files">The files under the folder with <c>Pulumi.yaml</c>.</param>
    /// <param name="stack">The stack's name.</param>
    public static StackFile Read(ProjectFiles files, string stack)
    {
        var problems = new ProblemList();
        var file = SystemFiles.Stack(stack);
        var values = new Dictionary<string, YamlScalar>();
        var secure = new Dictionary<string, string>(StringComparer.Ordinal);
        StackOverrides? overrides = null;
        StackConfirmations? confirmations = null;
        if (files.Read(file, problems) is { } map && Config(map, file, problems) is { } config)
        {
            foreach (var entry in config.Entries)
            {
                switch (entry.Value)
                {
                    case YamlScalar { IsEmpty: true }:
                        problems.Add(entry.Position, $"'{entry.Key}' has no value", "write one or remove the line");
                        break;
                    case YamlScalar text when entry.Key == OverridesKey:
                        overrides = new StackOverrides(text.Text, file, LinesBefore(text));
                        break;
                    case YamlScalar text when entry.Key == ConfirmationsKey:
                        confirmations = new StackConfirmations(text.Text, file, LinesBefore(text));
                        break;
                    case YamlScalar scalar:
                        values.Add(entry.Key, scalar);
                        break;
                    case YamlMap { Entries: [{ Key: SecureKey }] } when IsOwn(entry.Key):
                        problems.Add(
                            entry.Position,
                            $"'{entry.Key}' is encrypted, and no preview could read it",
                            "it is no secret: pulumi config set it without --secret; settings refer to secrets by name");
                        break;
                    case YamlMap { Entries: [{ Key: SecureKey }] } encrypted:
                        secure.Add(entry.Key, encrypted.Text(SecureKey) ?? "");
                        break;
                    case YamlMap own when entry.Key == OverridesKey:
                        RefuseSecure(own, "overrides", problems);
                        overrides = new StackOverrides(own);
                        break;
                    case YamlSequence list when entry.Key == ConfirmationsKey:
                        RefuseSecure(list, "confirmations", problems);
                        confirmations = new StackConfirmations(list);
                        break;
                    case var other when IsOwn(entry.Key):
                        problems.Add(
                            other.Position,
                            $"'{entry.Key}' is {other.Kind}",
                            entry.Key switch
                            {
                                OverridesKey => "it needs a map in the shape of system.yaml",
                                ConfirmationsKey => $"it needs {StackConfirmations.Expected}",
                                _ => "it needs a single value",
                            });
                        break;
                    case var _ when entry.Key.StartsWith(SecretKeys.Project + ":", StringComparison.Ordinal):
                        problems.Add(entry.Position, $"unknown key '{entry.Key}'", Hint.For(entry.Key, SecretKeys.OfTheStack));
                        break;
                    default:
                        break;
                }
            }
        }

        return new StackFile
        {
            Stack = stack,
            File = file,
            Values = values,
            Secure = secure,
            Overrides = overrides,
            Confirmations = confirmations,
            Problems = problems.Sorted(),
        };
    }

    /// <summary>Reads the selection from the file; null, with the reasons added to the problems, when it is incomplete.</summary>
    /// <param name="problems">Takes what is missing.</param>
    public StackSelection? Select(ProblemList problems)
    {
        if (!Expressions.IsMatch(StackName, Stack))
        {
            problems.Add(
                new Position(File, 0),
                $"'{Stack}' is not a name of a stack",
                "rename the file: Pulumi allows at most 100 letters, digits, dashes, dots and underscores between Pulumi. and .yaml");
            return null;
        }

        var system = Own("system");
        var environment = Own("environment");
        foreach (var (key, value) in (ReadOnlySpan<(string, string?)>)[("system", system), ("environment", environment)])
        {
            if (value is null)
            {
                problems.Add(
                    new Position(File, 0),
                    $"'{SecretKeys.Project}:{key}' is missing",
                    $"the stack has to say its {key}: pulumi config set {SecretKeys.Project}:{key} <name> --stack {Stack}");
            }
        }

        return system is null || environment is null
            ? null
            : new StackSelection
            {
                Stack = Stack,
                System = system,
                SystemAt = PlaceOf("system"),
                Environment = environment,
                EnvironmentAt = PlaceOf("environment"),
                Phase = Own("phase"),
                PhaseAt = PlaceOf("phase"),
                PhaseInForce = Own("phaseInForce"),
                PhaseInForceAt = PlaceOf("phaseInForce"),
                Confirmations = Confirmations,
                Overrides = Overrides,
            };
    }

    /// <summary>
    /// Checks the file's keys against the secrets a system declares: unknown keys of the project's, and secrets in plain text.
    /// </summary>
    /// <param name="spec">The system.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public void CheckKeys(SystemSpec spec, ProblemList problems)
    {
        var secrets = SecretKeys.Declared(spec);
        var known = SecretKeys.OfTheStack.Concat(secrets).ToList();
        foreach (var (key, value) in Values)
        {
            if (secrets.Contains(key))
            {
                problems.Add(
                    value.Position,
                    $"the secret '{key}' is in plain text",
                    $"secrets come only from encrypted config: pulumi config set --secret {key} --stack {Stack}, "
                        + "and replace the value where it was valid");
            }
            else if (key.StartsWith(SecretKeys.Project + ":", StringComparison.Ordinal) && !known.Contains(key))
            {
                problems.Add(value.Position, $"unknown key '{key}'", Hint.For(key, known));
            }
        }
    }

    /// <summary>
    /// Overrides may be text that is a map, as <c>pulumi config set infra:overrides '{...}'</c> writes it. A block's text
    /// begins below its key.
    /// </summary>
    private static int LinesBefore(YamlScalar text) =>
        text.Text.Contains('\n', StringComparison.Ordinal) ? text.Position.Line : text.Position.Line - 1;

    private static bool IsOwn(string key) => SecretKeys.OfTheStack.Contains(key);

    private string? Own(string key) =>
        Values.TryGetValue($"{SecretKeys.Project}:{key}", out var value) && !value.IsNull && value.Text.Length > 0 ? value.Text : null;

    private Position? PlaceOf(string key) => Values.GetValueOrDefault($"{SecretKeys.Project}:{key}")?.Position;

    private static YamlMap? Config(YamlMap map, string file, ProblemList problems)
    {
        switch (map.Find(ConfigKey)?.Value)
        {
            case YamlMap config:
                return config;
            case { } other:
                problems.Add(other.Position, $"'{ConfigKey}' is {other.Kind}", "it needs a map of keys and values");
                return null;
            default:
                problems.Add(new Position(file, 0), $"'{ConfigKey}' is missing", "the stack's settings go there");
                return null;
        }
    }

    private static void RefuseSecure(YamlNode node, string among, ProblemList problems)
    {
        switch (node)
        {
            case YamlMap map:
                foreach (var entry in map.Entries)
                {
                    if (entry.Key == SecureKey)
                    {
                        problems.Add(
                            entry.Position,
                            $"an encrypted value among the {among}",
                            "settings refer to secrets by name; set the secret itself as a key of its own");
                    }

                    RefuseSecure(entry.Value, among, problems);
                }

                break;
            case YamlSequence list:
                foreach (var item in list.Items)
                {
                    RefuseSecure(item, among, problems);
                }

                break;
            default:
                break;
        }
    }
}
