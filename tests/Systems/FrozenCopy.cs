namespace Infra.Tests.Systems;

/// <summary>Copy of the frozen systems in a temporary folder, to be edited.</summary>
internal sealed class FrozenCopy : IDisposable
{
    public FrozenCopy()
    {
        Root = Directory.CreateTempSubdirectory("infra-frozen-").FullName;
        foreach (var file in Directory.EnumerateFiles(FrozenSystems.Root, "*.yaml", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Root, Path.GetRelativePath(FrozenSystems.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Root { get; }

    /// <summary>Replaces a text in a file, which must contain it.</summary>
    public void Edit(string file, string old, string text)
    {
        var path = Path.Combine(Root, file);
        var content = File.ReadAllText(path);
        Assert.Contains(old, content, StringComparison.Ordinal);
        File.WriteAllText(path, content.Replace(old, text, StringComparison.Ordinal));
    }

    /// <summary>Runs something with a hostile edit, and takes the edit back.</summary>
    public async Task<T> WithAsync<T>(HostileEdit edit, Func<Task<T>> run)
    {
        var path = Path.Combine(Root, edit.File);
        var before = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, edit.Apply(before));
        var result = await run();
        await File.WriteAllTextAsync(path, before);
        return result;
    }

    public void Delete(string file) => File.Delete(Path.Combine(Root, file));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
