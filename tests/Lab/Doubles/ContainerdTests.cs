using System.Diagnostics;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Doubles;

/// <summary>Tests of the images that the double of <c>k3s ctr</c> keeps, and of its refusals.</summary>
public sealed class ContainerdTests : IDisposable
{
    private const string Import = "-n k8s.io images import -";
    private const string List = "-n k8s.io images ls";

    private readonly string _folder = Directory.CreateTempSubdirectory("infra-double-").FullName;

    public ContainerdTests() => File.WriteAllText(Path.Combine(_folder, "k3s.notified"), "");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ImportedImageIsListedByItsFullNameWithADigest()
    {
        var (code, said) = Ctr(Import, Archive("infra/app:1.0", "one"));

        Assert.Equal(0, code);
        Assert.Matches(@"^unpacking docker\.io/infra/app:1\.0 \(sha256:[0-9a-f]{64}\)\.\.\.done", said);
        Assert.Equal("docker.io/infra/app:1.0", Ctr(List + " -q").Said.Trim());
        Assert.Matches(
            @"(?m)^docker\.io/infra/app:1\.0 \S+ sha256:[0-9a-f]{64} 1\.0 MiB linux/amd64 io\.cri-containerd\.image=managed$",
            Ctr(List).Said);
    }

    [Fact]
    public void OtherContentsHaveAnotherDigest()
    {
        Ctr(Import, Archive("app:1.0", "one"));
        var before = Ctr(List).Said;

        Ctr(Import, Archive("app:1.0", "two"));

        Assert.Equal("docker.io/library/app:1.0", Ctr(List + " -q").Said.Trim());
        Assert.NotEqual(before, Ctr(List).Said);
    }

    [Fact]
    public void ImportRemovesThePin()
    {
        Ctr(Import, Archive("app:1.0", "one"));
        Assert.Equal(0, Ctr("-n k8s.io images label docker.io/library/app:1.0 io.cri-containerd.pinned=pinned").Code);
        Assert.Contains("io.cri-containerd.pinned=pinned", Ctr(List).Said, StringComparison.Ordinal);

        Ctr(Import, Archive("app:1.0", "one"));

        Assert.DoesNotContain("pinned", Ctr(List).Said, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingImageCannotBeLabelled() =>
        Assert.Contains(
            "not found",
            Ctr("-n k8s.io images label docker.io/library/app:1.0 io.cri-containerd.pinned=pinned").Said,
            StringComparison.Ordinal);

    [Fact]
    public void RefusesACompressedArchive() =>
        Assert.Equal(
            (1, "ctr: archive/tar: invalid tar header\n"), Ctr(Import, File.ReadAllBytes(SavedImage.In(_folder, "app:1.0").Archive!)));

    [Fact]
    public void ContainerdRunsOnlyWithK3s()
    {
        File.Delete(Path.Combine(_folder, "k3s.notified"));

        Assert.Contains("connection refused", Ctr(List).Said, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesUnknownCommands() =>
        Assert.Contains("the double does not support", Ctr("-n k8s.io images pull app:1.0").Said, StringComparison.Ordinal);

    private byte[] Archive(string image, string content)
    {
        using var stream = File.OpenRead(SavedImage.In(_folder, image, content).Archive!);
        using var gzip = new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionMode.Decompress);
        using var archive = new MemoryStream();
        gzip.CopyTo(archive);
        return archive.ToArray();
    }

    private (int Code, string Said) Ctr(string arguments, byte[]? input = null)
    {
        var start = new ProcessStartInfo("bash", [Repository.File("tests", "Lab", "Double", "k3s.sh"), "ctr", .. arguments.Split(' ')])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOUBLE_IMAGES"] = Path.Combine(_folder, "images"), ["DOUBLE_UNITS"] = _folder },
        };
        using var bash = Process.Start(start)!;
        if (input is not null)
        {
            try
            {
                bash.StandardInput.BaseStream.Write(input);
            }
            catch (IOException)
            {
                // The command refused before it read all input.
            }
        }
        bash.StandardInput.Close();
        var error = bash.StandardError.ReadToEndAsync();
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return (bash.ExitCode, output + error.Result);
    }
}
