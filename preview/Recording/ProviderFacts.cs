namespace Infra.Preview.Recording;

/// <summary>Facts about the providers that their SDKs do not expose. One place to extend.</summary>
internal static class ProviderFacts
{
    private const string Kubernetes = "kubernetes:";

    /// <summary>
    /// Top-level inputs that a provider or its SDK always keeps secret, even when given as plain values. Sources: the provider schemas'
    /// `secret: true` (command 1.2.1 `connection.privateKey` and the like, hcloud 1.39.1, tls 5.5.1); pulumi-kubernetes marks `data` and
    /// `stringData` of a Secret in its Check, and its provider schema the kubeconfig.
    /// </summary>
    public static string[] SecretInputs(string type) => type switch
    {
        "kubernetes:core/v1:Secret" or "kubernetes:core/v1:SecretPatch" => ["data", "stringData"],
        "command:remote:Command" or "command:remote:CopyFile" or "command:remote:CopyToRemote" => ["connection"],
        "hcloud:index/certificate:Certificate" or "hcloud:index/uploadedCertificate:UploadedCertificate" => ["privateKey"],
        "hcloud:index/storageBox:StorageBox" or "hcloud:index/storageBoxSubaccount:StorageBoxSubaccount" => ["password"],
        "tls:index/selfSignedCert:SelfSignedCert" or "tls:index/certRequest:CertRequest" => ["privateKeyPem"],
        "tls:index/locallySignedCert:LocallySignedCert" => ["caPrivateKeyPem"],
        "pulumi:providers:hcloud" => ["token"],
        "pulumi:providers:kubernetes" => ["kubeconfig"],
        _ => [],
    };

    /// <summary>
    /// Whether the value under a key is known to be public in any map: the setters of secret maps make one secret of all entries. A
    /// Kubernetes secret hides these values too.
    /// </summary>
    public static bool IsPlainKey(string key) => key is "host" or "port" or "username" or "AWS_ENDPOINTS";

    /// <summary>
    /// Whether a component's children are created inside its provider, so that the engine sees one resource with a provider of its own.
    /// Applies to these four types of pulumi-kubernetes; no public member reports it.
    /// </summary>
    public static bool IsRemoteComponent(string type) => type is "kubernetes:helm.sh/v4:Chart" or "kubernetes:yaml/v2:ConfigGroup"
        or "kubernetes:yaml/v2:ConfigFile" or "kubernetes:kustomize/v2:Directory";

    /// <summary>Whether a type token belongs to a Kubernetes object (and not to a release, chart or group of objects).</summary>
    public static bool IsKubernetesObject(string type) => type.StartsWith(Kubernetes, StringComparison.Ordinal)
        && !type.StartsWith("kubernetes:helm.sh/", StringComparison.Ordinal)
        && !type.StartsWith("kubernetes:yaml/", StringComparison.Ordinal)
        && !type.StartsWith("kubernetes:kustomize/", StringComparison.Ordinal);

    /// <summary>
    /// Whether a Kubernetes object is of an API group that the provider knows as Go types: it compares such objects after reading them into
    /// these types (pulumi-kubernetes 4.32.0, <c>clients.Normalize</c>; client-go's scheme), custom resources as they are written.
    /// </summary>
    public static bool IsBuiltInObject(string type)
    {
        if (!IsKubernetesObject(type) || type.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var end))
        {
            return false;
        }
        var group = type[Kubernetes.Length..end];
        return !group.Contains('.', StringComparison.Ordinal)
            || (group.EndsWith(".k8s.io", StringComparison.Ordinal)
                && group is not ("apiextensions.k8s.io" or "gateway.networking.k8s.io" or "snapshot.storage.k8s.io"));
    }

    /// <summary>
    /// Whether the order of a list means nothing to the provider: attributes of the type set in terraform-provider-hcloud 1.66.1
    /// (<c>internal/firewall/resource.go</c>, <c>internal/server/resource.go</c>).
    /// </summary>
    /// <param name="type">Type token of the resource.</param>
    /// <param name="field">Name of the list.</param>
    public static bool IsSet(string type, string field) => type switch
    {
        "hcloud:index/firewall:Firewall" => field is "rules" or "sourceIps" or "destinationIps" or "applyTos",
        "hcloud:index/server:Server" => field is "firewallIds" or "networks" or "publicNets" or "aliasIps",
        _ => false,
    };

    /// <summary>
    /// The package that serves a type: its first segment, or the last segment of a provider resource. Null when the engine serves the type
    /// itself.
    /// </summary>
    public static string? PackageOf(string type)
    {
        var end = type.IndexOf(':', StringComparison.Ordinal);
        var package = end < 0 ? type : type[..end];
        return package == "pulumi" ? null : package;
    }

    /// <summary>The package of a provider resource, as `kubernetes` of `pulumi:providers:kubernetes`; null for other types.</summary>
    public static string? ProvidedPackage(string type) =>
        type.StartsWith("pulumi:providers:", StringComparison.Ordinal) ? type["pulumi:providers:".Length..] : null;
}
