namespace Infra.Tests.Systems;

/// <summary>Smallest valid system, in a temporary folder.</summary>
internal sealed class ScratchSystem : IDisposable
{
    private const string Smallest = """
        name: tiny
        domain: example.org
        cluster: {name: tiny, k3s: {artifacts: {binarySha256: {amd64: 'SUM'}, installScriptSha256: 'SUM'}}}
        namespaces: [{name: apps}]
        ingress: {tls: {mode: none}}
        """;

    private const string Environment = """
        environment: {namespace: apps}
        cluster:
          nodes: [{name: one, role: server, privateIp: 10.0.1.11}]
          firewall: {ranges: [{name: us, addresses: [198.18.0.0/24]}], sshFrom: [us], apiFrom: [us]}
        """;

    public ScratchSystem()
    {
        Root = Directory.CreateTempSubdirectory("infra-model-").FullName;
        Write("stacks/tiny/system.yaml", Smallest.Replace("SUM", new('0', 64), StringComparison.Ordinal));
        Write("stacks/tiny/env.prod.yaml", Environment);
        Write("Pulumi.prod.yaml", "config:\n  infra:system: tiny\n  infra:environment: prod\n");
    }

    public string Root { get; }

    public ScratchSystem Write(string file, string text)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public ScratchSystem Delete(string file)
    {
        File.Delete(Path.Combine(Root, file));
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
