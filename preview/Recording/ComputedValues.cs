using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>
/// Stand-ins for the values that only a provider can compute. Every value is derived from the resource's type and name alone, so adding or
/// removing one resource never changes another's. Addresses come from the ranges reserved for documentation (RFC 5737, RFC 3849); secrets
/// are <see cref="SecretToken"/>s. A type without an entry returns its inputs.
/// </summary>
internal static class ComputedValues
{
    /// <summary>Stand-in for dates, as those of certificates.</summary>
    private const string Date = "2000-01-01T00:00:00Z";

    /// <summary>Stand-in for the ID that a provider assigns. Hetzner Cloud's are numbers, which programs parse.</summary>
    public static string Id(string type, string name)
    {
        if (type.StartsWith("hcloud:", StringComparison.Ordinal))
        {
            return Number(type, name).ToString();
        }
        return name + "-id";
    }

    /// <summary>Adds a resource's computed outputs to its state.</summary>
    public static void AddTo(IDictionary<string, object> state, string type, string name, Addresses addresses)
    {
        switch (type)
        {
            case "hcloud:index/server:Server":
                state["ipv4Address"] = addresses.V4(type, name);
                state["ipv6Address"] = addresses.V6(type, name) + "1";
                state["ipv6Network"] = addresses.V6(type, name) + "/64";
                state["status"] = "running";
                state["primaryDiskSize"] = 80;
                break;
            case "hcloud:index/primaryIp:PrimaryIp" or "hcloud:index/floatingIp:FloatingIp":
                var six = state.TryGetValue("type", out var version) && version is "ipv6";
                state["ipAddress"] = six ? addresses.V6(type, name) + "1" : addresses.V4(type, name);
                state["ipNetwork"] = six ? addresses.V6(type, name) + "/64" : "";
                break;
            case "hcloud:index/loadBalancer:LoadBalancer":
                state["ipv4"] = addresses.V4(type, name);
                state["ipv6"] = addresses.V6(type, name) + "1";
                state["networkId"] = Number("network of", name);
                state["networkIp"] = "10.255.255.254";
                break;
            case "hcloud:index/serverNetwork:ServerNetwork":
                state["macAddress"] = "00:00:5e:00:53:01";
                state.TryAdd("ip", "10.255.255.253");
                break;
            case "hcloud:index/networkSubnet:NetworkSubnet":
                state["gateway"] = "10.255.255.1";
                break;
            case "hcloud:index/volume:Volume":
                state["linuxDevice"] = "/dev/disk/by-id/scsi-0HC_Volume_" + Id(type, name);
                break;
            case "hcloud:index/sshKey:SshKey":
                state["fingerprint"] = "00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00";
                break;
            case "random:index/randomPassword:RandomPassword":
                state["result"] = Secret("random-password", name);
                state["bcryptHash"] = Secret("random-password-hash", name);
                break;
            case "random:index/randomBytes:RandomBytes":
                state["base64"] = Secret("random-bytes", name);
                state["hex"] = Secret("random-bytes", name);
                break;
            case "random:index/randomString:RandomString":
                state["result"] = Letters(
                    type, name, state.TryGetValue("length", out var length) && length is double wanted ? (int)wanted : 8);
                break;
            case "random:index/randomId:RandomId":
                state["hex"] = Hex(type, name);
                state["dec"] = Number(type, name).ToString();
                state["b64Std"] = Letters(type, name, 8);
                state["b64Url"] = Letters(type, name, 8);
                break;
            case "random:index/randomInteger:RandomInteger":
                state["result"] = state.TryGetValue("min", out var least) ? least : 0;
                break;
            case "random:index/randomUuid:RandomUuid" or "random:index/randomUuid4:RandomUuid4" or "random:index/randomUuid7:RandomUuid7":
                state["result"] = "00000000-0000-4000-8000-0000" + Hex(type, name);
                break;
            case "random:index/randomShuffle:RandomShuffle":
                state["results"] = state.TryGetValue("inputs", out var inputs) ? inputs : Array.Empty<object>();
                break;
            case "tls:index/privateKey:PrivateKey":
                state["privateKeyOpenssh"] = Secret("private-key", name);
                state["privateKeyPem"] = Secret("private-key", name);
                state["privateKeyPemPkcs8"] = Secret("private-key", name);
                state["publicKeyOpenssh"] = "ssh-ed25519 AAAA" + Letters(type, name, 40) + " " + name + "\n";
                state["publicKeyPem"] = "-----BEGIN PUBLIC KEY-----\n" + Letters(type, name, 40) + "\n-----END PUBLIC KEY-----\n";
                state["publicKeyFingerprintMd5"] = "00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00";
                state["publicKeyFingerprintSha256"] = "SHA256:" + Letters(type, name, 43);
                break;
            case "tls:index/certRequest:CertRequest":
                state["certRequestPem"] = "-----BEGIN CERTIFICATE REQUEST-----\n" + Letters(type, name, 40)
                    + "\n-----END CERTIFICATE REQUEST-----\n";
                state["keyAlgorithm"] = "ED25519";
                break;
            case "tls:index/selfSignedCert:SelfSignedCert" or "tls:index/locallySignedCert:LocallySignedCert":
                state["certPem"] = "-----BEGIN CERTIFICATE-----\n" + Letters(type, name, 40) + "\n-----END CERTIFICATE-----\n";
                state["validityStartTime"] = Date;
                state["validityEndTime"] = Date;
                state["readyForRenewal"] = false;
                break;
            case "command:remote:Command" or "command:local:Command":
                state["stdout"] = Output(state, name);
                state["stderr"] = "";
                break;
            case "kubernetes:helm.sh/v3:Release":
                state.TryAdd("name", name);
                break;
            default:
                if (ProviderFacts.IsKubernetesObject(type))
                {
                    AddName(state, type, name);
                }
                break;
        }
    }

    /// <summary>Stand-in for the result of a look-up: its arguments, and an ID where the provider would find an object.</summary>
    public static Dictionary<string, object> Found(string token, IReadOnlyDictionary<string, object> arguments)
    {
        var found = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, value) in arguments)
        {
            found[key] = value;
        }
        if (token.StartsWith("hcloud:", StringComparison.Ordinal))
        {
            found.TryAdd("id", (double)Number(token, found.TryGetValue("name", out var name) && name is string text ? text : ""));
        }
        return found;
    }

    /// <summary>A number derived from two texts: 1 to 2^31-1, as Hetzner Cloud's IDs.</summary>
    public static int Number(string type, string name)
        => (int)(Hash(type, name) % int.MaxValue) + 1 is var number && number > 0 ? number : 1;

    /// <summary>Stand-in for the output of a command that no program parses.</summary>
    public static string OutputOf(string name) => "[output of " + name + "]";

    /// <summary>Stand-in for the output of a command. A command that reads a kubeconfig returns one, because programs parse it.</summary>
    private static Output<string> Output(IDictionary<string, object> state, string name)
    {
        if (!state.TryGetValue("stdin", out var stdin) || stdin is not string script
            || !script.Contains("\nSTEP='kubeconfig'\n", StringComparison.Ordinal))
        {
            return Pulumi.Output.Create(OutputOf(name));
        }
        return Pulumi.Output.CreateSecret(
            "apiVersion: v1\n" +
            "clusters:\n" +
            "- cluster:\n" +
            "    certificate-authority-data: W10=\n" +
            "    server: https://127.0.0.1:6443\n" +
            "  name: default\n" +
            "contexts:\n" +
            "- context:\n" +
            "    cluster: default\n" +
            "    user: default\n" +
            "  name: default\n" +
            "current-context: default\n" +
            "kind: Config\n" +
            "users:\n" +
            "- name: default\n" +
            "  user:\n" +
            "    client-certificate-data: W10=\n" +
            "    client-key-data: '" + SecretToken.For("kubeconfig of " + name) + "'\n");
    }

    /// <summary>
    /// Adds the name that the provider gives a Kubernetes object without one: the logical name and seven more characters.
    /// </summary>
    private static void AddName(IDictionary<string, object> state, string type, string name)
    {
        var named = new Dictionary<string, object>(StringComparer.Ordinal);
        if (state.TryGetValue("metadata", out var given) && given is IReadOnlyDictionary<string, object> metadata)
        {
            if (metadata.ContainsKey("name"))
            {
                return;
            }
            foreach (var (key, value) in metadata)
            {
                named[key] = value;
            }
        }
        named["name"] = name + "-" + Hex(type, name)[..7];
        state["metadata"] = named;
    }

    private static Output<string> Secret(string what, string name) => Pulumi.Output.CreateSecret(SecretToken.For(what + " " + name));

    private static string Hex(string type, string name) => Hash(type, name).ToString("x8");

    private static string Letters(string type, string name, int length)
    {
        const string Alphabet = "abcdefghijklmnopqrstuvwxyz";
        var letters = new char[length];
        var hash = Hash(type, name);
        for (var i = 0; i < length; i++)
        {
            hash = unchecked((hash * 1664525) + 1013904223);
            letters[i] = Alphabet[(int)((hash >> 16) % (uint)Alphabet.Length)];
        }
        return new(letters);
    }

    /// <summary>FNV-1a hash, which is the same in every process and on every machine.</summary>
    public static uint Hash(string type, string name)
    {
        var hash = 2166136261;
        foreach (var c in type)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }
        hash = unchecked((hash ^ 0xffff) * 16777619);
        foreach (var c in name)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }
        return hash;
    }
}
