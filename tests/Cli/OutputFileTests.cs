using CliWrap;
using Infra.Cli.Output;

namespace Infra.Tests.Cli;

public sealed class OutputFileTests : IDisposable
{
    private static readonly byte[] Text = [.. "new text\n"u8];

    private readonly string _folder = Directory.CreateTempSubdirectory("infra-out-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void MissingFolderIsCreated()
    {
        var file = Path.Combine(_folder, "a", "b", "plan");
        OutputFile.Write(file, Text);
        Assert.Equal(Text, File.ReadAllBytes(file));
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(file)!));
    }

    [SkippableFact]
    public void ReplacedFileKeepsItsPermissions()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no permission bits");
        var file = Path.Combine(_folder, "plan");
        File.WriteAllText(file, "old text, longer than the new one\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var open = File.OpenRead(file);
        OutputFile.Write(file, Text);
        Assert.Equal(Text, File.ReadAllBytes(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        using var reader = new StreamReader(open);
        Assert.Equal("old text, longer than the new one\n", reader.ReadToEnd());
    }

    [Fact]
    public void LinkStaysALink()
    {
        var file = Path.Combine(_folder, "plan");
        var link = Path.Combine(_folder, "link");
        File.WriteAllText(file, "old");
        File.CreateSymbolicLink(link, "plan");
        OutputFile.Write(link, Text);
        Assert.Equal("plan", new FileInfo(link).LinkTarget);
        Assert.Equal(Text, File.ReadAllBytes(file));
    }

    [Fact]
    public void LinkToAMissingFileIsRefused()
    {
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, "missing");
        var refusal = Assert.Throws<IOException>(() => OutputFile.Write(link, Text));
        Assert.Contains("is a link to a missing file", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("missing", new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void DirectoryIsRefused()
    {
        var refusal = Assert.Throws<IOException>(() => OutputFile.Write(_folder, Text));
        Assert.Contains("is a directory", refusal.Message, StringComparison.Ordinal);
        Assert.True(Directory.Exists(_folder));
    }

    [SkippableFact]
    public async Task NamedPipeIsWrittenThrough()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "mkfifo is used");
        var pipe = Path.Combine(_folder, "pipe");
        await CliWrap.Cli.Wrap("mkfifo").WithArguments([pipe]).ExecuteAsync();
        var reader = Task.Run(() => File.ReadAllBytes(pipe));
        OutputFile.Write(pipe, Text);
        Assert.Equal(Text, await reader);
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [SkippableTheory]
    [InlineData("/dev/null", false)]
    [InlineData("/dev/full", true)]
    public void DeviceIsWrittenThrough(string device, bool isFull)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the devices of Linux are used");
        var before = new FileInfo(device).UnixFileMode;
        Assert.Equal(isFull, Record.Exception(() => OutputFile.Write(device, Text)) is IOException);
        Assert.Equal(before, new FileInfo(device).UnixFileMode);
        Assert.Empty(File.ReadAllBytes("/dev/null"));
    }

    [SkippableFact]
    public async Task DeviceOutsideDevIsWrittenThrough()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "mknod needs root on Linux");
        var device = Path.Combine(_folder, "null");
        var made = await CliWrap.Cli.Wrap("mknod")
            .WithArguments([device, "c", "1", "3"])
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync();
        Skip.IfNot(made.IsSuccess, "this container may not make devices");
        OutputFile.Write(device, Text);
        Assert.Empty(await File.ReadAllBytesAsync(device));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }
}
