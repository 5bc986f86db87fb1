#pragma warning disable RS0030 // The one place that reads the stack's config, and the clock once for the run.
using System.Text.Json;
using Infra.Cluster;
using Infra.Model;
using Infra.Model.Loading;
using Pulumi;

namespace Infra;

/// <summary>The inputs of a stack: the described system, and its secrets from encrypted config.</summary>
public sealed record StackInputs
{
    /// <summary>The system, folded for this stack.</summary>
    public required SystemSpec System { get; init; }

    /// <summary>
    /// The project's folder, which paths of the description start from. Empty in a preview, which reads nothing from there.
    /// </summary>
    public string Root { get; init; } = "";

    /// <summary>Positions of the system's records, for messages. Empty for a system made in code.</summary>
    public SourceMap Sources { get; init; } = new();

    /// <summary>
    /// The day of the run, for the renewal of certificates. Defaults to the first day of the calendar, on which nothing expires soon, so
    /// that a preview is the same on every day.
    /// </summary>
    public DateOnly Today { get; init; } = DateOnly.MinValue;

    /// <summary>The probe of the cluster's servers. Defaults to one that opens no connection, as in a preview.</summary>
    public IApiProbe Probe { get; init; } = new NoApiProbe();

    /// <summary>
    /// Whether the stack's own outputs say where it is in its migration. Defaults to false, as in a preview, which takes every step before
    /// the chosen one as made.
    /// </summary>
    public bool ReadsProgress { get; init; }

    /// <summary>
    /// Step that the stack is at, for a preview of the way back from it. Null (default) for the step before the chosen one.
    /// </summary>
    public string? From { get; init; }

    private static readonly string[] Selecting = ["system", "environment"];

    /// <summary>A secret of the stack's config.</summary>
    /// <param name="key">The full key, e.g. <c>hcloud:token</c>.</param>
    public static Output<string> Secret(string key)
    {
        var (configNamespace, name) = Split(key);
        return new Config(configNamespace).RequireSecret(name);
    }

    /// <summary>The value of a secret that the system declares.</summary>
    /// <param name="name">Its name in <c>secrets</c>.</param>
    public Output<string> Declared(string name) => Secret(SecretKeys.Of(System, name));

    /// <summary>The surroundings of the stack's components.</summary>
    public StackContext Context() => new(System, Secret);

    /// <summary>The inputs of the stack that the engine runs.</summary>
    /// <exception cref="RunException">The engine is too old, or a setting is missing or wrong; the message lists all of them.</exception>
    public static StackInputs FromEngine()
    {
        EngineVersion.Require();
        var config = new Config();
        var missing = Selecting.Where(key => config.Get(key) is null).ToArray();
        if (missing.Length > 0)
        {
            var file = $"Pulumi.{Deployment.Instance.StackName}.yaml";
            throw new RunException(string.Join(
                '\n', missing.Select(key => $"{file}: infra:{key} is missing; set it with `pulumi config set infra:{key} <name>`")));
        }

        var root = ProjectRoot.Find();
        var result = StackLoad.System(root, new StackSelection
        {
            Stack = Deployment.Instance.StackName,
            System = config.Require("system"),
            Environment = config.Require("environment"),
            Phase = config.Get("phase"),
            PhaseInForce = config.Get("phaseInForce"),
            Confirmations = config.Get("confirmations") is { } list ? new StackConfirmations(list, "infra:confirmations") : null,
            Overrides = config.Get("overrides") is { } json ? new StackOverrides(json, "infra:overrides") : null,
        });
        if (!result.Succeeded)
        {
            throw new RunException(string.Join('\n', result.Problems));
        }

        var inputs = new StackInputs
        {
            System = result.Spec,
            Root = root,
            Sources = result.Sources,
            Today = DateOnly.FromDateTime(DateTime.UtcNow),
            ReadsProgress = true,
        };
        inputs.RequireArchives();
        inputs.RequireSecrets();
        return inputs;
    }

    /// <summary>Stops before any resource when archives of images are missing, with a list of all of them.</summary>
    private void RequireArchives()
    {
        var missing = ImageArchives.Missing(Root, System);
        if (missing.Count > 0)
        {
            var archives = missing.Select(image => $"  {image.Archive}: {ImageArchives.Remedy(image)}");
            throw new RunException($"archives of images that are imported are missing:\n{string.Join('\n', archives)}");
        }
    }

    /// <summary>Stops before any resource when secrets are missing, with a list of all of them.</summary>
    private void RequireSecrets()
    {
        var missing = RequiredSecrets.Of(System).Where(secret =>
        {
            var (configNamespace, name) = Split(secret.Key);
            return new Config(configNamespace).GetSecret(name) is null;
        }).ToArray();
        var faults = FaultsOfSecrets();
        var parts = new List<string>();
        if (missing.Length > 0)
        {
            parts.Add(
                $"needed before `pulumi up`:\n{string.Join('\n', missing.Select(secret => $"  {secret.Command}   # {secret.Purpose}"))}");
        }

        if (faults.Count > 0)
        {
            parts.Add($"secrets of another form than described:\n{string.Join('\n', faults)}");
        }

        if (parts.Count > 0)
        {
            throw new RunException(string.Join('\n', parts));
        }
    }

    /// <summary>The secrets in the config whose values are not as described, without the values.</summary>
    private List<string> FaultsOfSecrets()
    {
        var required = RequiredSecrets.Of(System).Select(secret => secret.Key).ToHashSet(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var secret in System.Secrets)
        {
            var (configNamespace, name) = Split(SecretKeys.Of(secret));
            if (required.Contains(SecretKeys.Of(secret))
                && new Config(configNamespace).Get(name) is { } value
                && secret.FaultOf(value) is { } fault)
            {
                faults.Add($"  {SecretKeys.Of(secret)} {fault}; {secret.Purpose}");
            }
        }

        return faults;
    }

    private static (string Namespace, string Name) Split(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return (key[..colon], key[(colon + 1)..]);
    }
}
