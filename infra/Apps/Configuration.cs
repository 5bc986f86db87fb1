using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Apps;

/// <summary>The objects that an app's pods are configured by: its service account, its files and the values of its variables.</summary>
internal sealed class Configuration
{
    private readonly List<Resource> _objects = [];
    private readonly Dictionary<string, Output<string>> _annotations = new(StringComparer.Ordinal);

    /// <summary>The objects, for the pods to depend on.</summary>
    public IReadOnlyList<Resource> Objects => _objects;

    /// <summary>Annotations of the pods that change with the values of secrets, so that a change replaces the pods.</summary>
    public IReadOnlyDictionary<string, Output<string>> Annotations => _annotations;

    /// <summary>Creates the objects.</summary>
    /// <param name="name">Logical name of the app.</param>
    /// <param name="app">The app.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="created">The namespace as a resource.</param>
    /// <param name="context">The stack's context.</param>
    /// <param name="parent">The component.</param>
    public Configuration(string name, AppSpec app, string @namespace, CoreV1.Namespace created, StackContext context, Resource parent)
    {
        var label = (Labels.Name, Labels.Value(app.Name));
        var options = StackContext.Inside(parent, created);
        _objects.Add(new CoreV1.ServiceAccount($"{name}-account", Account(), options));
        AddFiles("files", AppFiles.PlainName(app), AppFiles.Plain(app));
        AddFiles("scripts", AppScriptFiles.ConfigMapName(app), AppScriptFiles.Of(app));

        if (AppFiles.SecretName(app) is { } secretFiles)
        {
            AddSecret("secret-files", secretFiles, AppFiles.Secret(app, context));
        }

        if (AppEnvironment.Secrets(app.Env, context) is { } values)
        {
            AddSecret("env", AppEnvironment.SecretName(app), values);
        }

        ServiceAccountArgs Account()
        {
            var account = new ServiceAccountArgs
            {
                Metadata = context.Metadata(@namespace, app.Name, label),
                AutomountServiceAccountToken = false,
            };
            foreach (var registry in context.System.Cluster.Registries)
            {
                if (registry is { Username: not null, Password: not null })
                {
                    account.ImagePullSecrets.Add(new LocalObjectReferenceArgs { Name = PullSecretName.Of(registry.Name) });
                }
            }

            return account;
        }

        // Other files are another resource rather than a replacement. What a failed run has replaced, the next one deletes, though the pods
        // that answer may still mount it; what is no longer described stays until a run succeeds
        // (https://github.com/pulumi/pulumi/issues/9979).
        void AddFiles(string noun, string? configMap, IReadOnlyDictionary<string, string> content)
        {
            if (configMap is not null)
            {
                var keyed = StackContext.Inside(parent, created);
                keyed.Aliases.Add(new Alias { Name = $"{name}-{noun}" });
                _objects.Add(new CoreV1.ConfigMap(
                    $"{name}-{noun}-{AppFiles.DigestOf(content)}",
                    new ConfigMapArgs
                    {
                        Metadata = context.Metadata(@namespace, configMap, label),
                        Immutable = true,
                        Data = content.ToDictionary(StringComparer.Ordinal),
                    },
                    keyed));
            }
        }

        void AddSecret(string noun, string secretName, InputMap<string> content)
        {
            var secret = new CoreV1.Secret(
                $"{name}-{noun}",
                new SecretArgs { Metadata = context.Metadata(@namespace, secretName, label), StringData = content },
                options);
            _objects.Add(secret);
            _annotations.Add($"infra/{noun}", secret.Metadata.Apply(metadata => metadata?.ResourceVersion ?? ""));
        }
    }
}
