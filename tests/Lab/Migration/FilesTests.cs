namespace Infra.Tests.Lab.Migration;

/// <summary>
/// Moves of files, by the program's scripts with real rsync between two SSH hosts, and with containers of real Docker that write. Slow: two
/// hosts and a Docker daemon are started for the class.
/// </summary>
public sealed class FilesTests(MoveHosts hosts) : IClassFixture<MoveHosts>
{
    /// <summary>Files of every sort, with names that shells and lists get wrong.</summary>
    private const string Fill = """
        mkdir -p 'a b/c' empty && printf one >plain && printf two >$'line\nfeed' && printf three >'-n $(touch x) `é' && ln plain 'a b/hard'
        ln -s plain link && ln -s /nowhere broken && mkfifo pipe && chmod 4750 plain && chown 33:44 'a b' && chmod 2775 'a b'
        touch -d @1 plain
        head -c 300000 /dev/urandom >'a b/c/big' && truncate -s 5M sparse && : >'a b/none' && chown -h 12:13 link
        setfattr -n user.note -v kept plain && setfacl -m u:1234:r 'a b/c/big' && chown 5:6 . && chmod 0751 . && mkdir lost+found
        """;

    /// <summary>Everything of a tree that a move keeps.</summary>
    private const string List = """
        data() { find . \( -path ./.infra-move -o -path ./lost+found \) -prune -o "$@" | sort; }
        data -printf '%P %y %m %U:%G %l ' \( -type f -printf '%s %TY-%Tm-%TdT%TT ' -o -true \) -print
        data -type f -exec sha256sum -- {} +
        getfattr -dR -m - . 2>/dev/null | grep -v '^# file: \(.infra\|lost\)' || true; stat -c %h plain
        """;

    [SkippableFact]
    public async Task FilesAreInTheClusterAsTheyWere()
    {
        var move = await hosts.MoveAsync("files");
        await move.AtSourceAsync(Fill);
        var before = await move.AtSourceAsync(List);

        (await move.RunAsync("rehearsal")).Succeeded();
        Assert.Empty(await move.AtTargetAsync("ls"));
        var said = (await move.RunAsync("move")).Succeeded().Text;

        Assert.Equal(before, await move.AtTargetAsync(List));
        Assert.Equal(before, await move.AtSourceAsync(List));
        Assert.Contains("entries compared", said, StringComparison.Ordinal);
        Assert.Equal("2", await move.ReplicasAsync());
        Assert.Equal(
            [
                $"pod infra-move-{move.Name} is created", $"pod infra-move-{move.Name} is deleted",
                $"pod infra-move-{move.Name} is created", $"deployment/{move.Name} has 0 replicas",
                $"pod infra-move-{move.Name} is deleted", $"deployment/{move.Name} has 2 replicas",
            ],
            await move.ChangesAsync());
        // No holes are filled.
        Assert.True(int.Parse((await move.AtTargetAsync("stat -c %b sparse")).Trim(), null) < 100);
    }
}
