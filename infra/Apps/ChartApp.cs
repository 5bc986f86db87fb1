using Infra.Charts;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Apps;

/// <summary>
/// An app that a third party's chart installs: the secrets that the values name, then the release, named after the app. The chart makes
/// everything else. A changed secret reaches pods that start later; the chart knows nothing of it.
/// </summary>
public sealed class ChartApp : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:apps:ChartApp";

    /// <summary>The release, which has the services of the chart.</summary>
    public Resource Release { get; }

    /// <summary>Creates the app.</summary>
    public ChartApp(string name, ChartAppArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var (app, chart) = (args.App, args.App.Chart!);
        var home = context.System.NamespaceOf(app);
        var before = new List<Resource>(args.After) { args.Namespace };
        foreach (var secret in chart.Secrets)
        {
            before.Add(Create($"{name}-{secret.Name}", secret, home, args, context));
        }

        Release = ChartRelease.Create(
            $"{name}-release",
            app.Name,
            ChartOf(chart),
            home,
            ChartValues.Of(chart),
            new() { Parent = this, DependsOn = before.ToArray(), Protect = context.Protect },
            timeoutSeconds: (int)chart.Timeout.Seconds);
        RegisterOutputs();
    }

    /// <summary>The chart as Helm finds it: an OCI registry has no index, so the name is the whole address there.</summary>
    /// <param name="chart">The described chart.</param>
    public static Chart ChartOf(ChartSpec chart) => chart.Repository.StartsWith("oci://", StringComparison.Ordinal)
        ? new($"{chart.Repository.TrimEnd('/')}/{chart.Name}", null, chart.Version)
        : new(chart.Name, chart.Repository, chart.Version);

    private CoreV1.Secret Create(string resource, ChartSecretSpec secret, string home, ChartAppArgs args, StackContext context)
    {
        var entries = new InputMap<string>();
        foreach (var entry in secret.Entries)
        {
            entries.Add(entry.Name, ValueOf(entry, args, context));
        }

        return new(
            resource,
            new SecretArgs
            {
                Metadata = context.Metadata(home, secret.Name, (Labels.Name, Labels.Value(args.App.Name))),
                StringData = entries,
            },
            StackContext.Inside(this, args.Namespace));
    }

    private static Output<string> ValueOf(VariableSpec entry, ChartAppArgs args, StackContext context) => entry switch
    {
        { Secret: { } secret } => context.Secret(secret),
        { Database: { } reference } => args.Property(reference),
        _ => Output.Create(entry.Value ?? ""),
    };
}
