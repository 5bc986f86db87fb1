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

    [SkippableFact]
    public async Task EveryDifferenceOfTheCopyIsNamedAndTheNextRunMendsIt()
    {
        var move = await FilledAsync();
        var before = await move.AtSourceAsync(List);

        move.Faults = Around("kind_verify", first: """
            cd "$STAGE/incoming"
            printf TWO >$'line\nfeed' && touch -r "$(pwd)/empty" . && rm broken && chown 9:9 'a b/c' && chmod 0600 'a b/none' && : >new
            touch -d "$(source_host "stat -c %y $SOURCE_ROOT/line*" </dev/null)" $'line\nfeed'
            cp -p plain copy && mv copy plain
            """);
        var said = (await move.RunAsync("move")).Failed("differences: ").Text;
        Assert.Contains("""line\nfeed differs (content)""", said, StringComparison.Ordinal);
        Assert.Contains("broken is missing", said, StringComparison.Ordinal);
        Assert.Contains("a b/c differs (owner 9:9 for 0:0)", said, StringComparison.Ordinal);
        Assert.Contains("a b/none differs (mode 600 for 644)", said, StringComparison.Ordinal);
        Assert.Contains("6 differences", said, StringComparison.Ordinal);
        Assert.Equal("2", await move.ReplicasAsync());

        move.Faults = Around("kind_verify", first: "setfattr -n user.note -v other \"$STAGE/incoming/plain\"");
        (await move.RunAsync("move")).Failed("extended attributes differ: ");
        move.Faults = Around("kind_verify", first: "setfacl -b \"$STAGE/incoming/a b/c/big\"");
        (await move.RunAsync("move")).Failed("a b/c/big");
        Assert.Empty(await move.AtTargetAsync("ls"));

        move.Faults = "";
        (await move.RunAsync("move")).Succeeded();
        Assert.Equal(before, await move.AtTargetAsync(List));
    }

    [SkippableFact]
    public async Task WriteAfterTheStopIsFound()
    {
        var move = await FilledAsync();
        move.Faults = Around("kind_verify", last: "source_host \"printf 2 >$SOURCE_ROOT/plain\" </dev/null");

        (await move.RunAsync("move")).Failed("the source was written to after its writers were stopped");

        Assert.Empty(await move.AtTargetAsync("ls"));
        Assert.Equal("2", await move.ReplicasAsync());
    }

    [SkippableFact]
    public async Task ContainerThatIsNotStoppedIsNamedBeforeAnythingStops()
    {
        var move = await hosts.MoveAsync("files");
        var volume = move.Name;
        move.Set("SOURCE_FOLDER", "");
        move.Set("SOURCE_VOLUME", volume);
        await StartWriterAsync(move, "one", $"{volume}:/data");
        await StartWriterAsync(move, "two", $"{volume}:/data");
        move.Writers(($"{move.Name}-one", null, null));

        (await move.RunAsync("move")).Failed($"a container that the move does not stop: {move.Name}-two");
        Assert.Equal("true", await move.Docker.InspectAsync($"{move.Name}-one", "{{.State.Running}}"));

        move.Writers(($"{move.Name}-one", null, null), ($"{move.Name}-two", null, null));
        (await move.RunAsync("move")).Succeeded();
        var path = await move.Docker.RunAsync($"volume inspect --format '{{{{.Mountpoint}}}}' {volume}");
        Assert.Equal(
            await move.Docker.Host.ConsoleAsync($"cd {path.Trim()} && tail -n 1 one two"), await move.AtTargetAsync("tail -n 1 one two"));
        Assert.Equal("false", await move.Docker.InspectAsync($"{move.Name}-two", "{{.State.Running}}"));

        var back = (await move.RunAsync("back", "second")).Succeeded().Text;
        Assert.Contains("nothing was written in the cluster since the move", back, StringComparison.Ordinal);
        Assert.Equal("true", await move.Docker.InspectAsync($"{move.Name}-two", "{{.State.Running}}"));
        await move.Docker.RunAsync($"rm -f {move.Name}-one {move.Name}-two");
    }

    /// <summary>A container that a command keeps from writing goes on, as in a maintenance mode; any other process does not.</summary>
    [SkippableFact]
    public async Task ProcessWithAnOpenFileIsNamedAndTheSourceIsInUseAgain()
    {
        var move = await FilledAsync();
        await move.Docker.RunAsync(
            $"run --detach --name {move.Name} --volume {move.From}:/data lab/writer:1 sh -c 'exec sleep 1000 >>/data/plain'");
        move.Writers((move.Name, "touch /run/maintenance", "rm /run/maintenance"));
        await move.AtSourceAsync("{ setsid sleep 1000 >>'a b/none' </dev/null 2>/dev/null & echo $! >/run/late; }");

        (await move.RunAsync("move")).Failed("open for writing: " + (await move.AtSourceAsync("cat /run/late")).Trim() + " sleep 1000");
        Assert.Equal("", await move.AtSourceAsync("ls /run/maintenance 2>/dev/null || true"));

        await move.AtSourceAsync("kill \"$(cat /run/late)\"");
        (await move.RunAsync("move")).Succeeded();
        Assert.NotEqual("", await move.AtSourceAsync("ls /run/maintenance"));
        await move.Docker.RunAsync($"rm -f {move.Name}");
    }

    [SkippableFact]
    public async Task ConnectionThatBreaksLeavesTheTargetAndTheNextRunContinues()
    {
        var move = await hosts.MoveAsync("files");
        await move.AtSourceAsync("head -c 3000000 /dev/urandom >first && head -c 30000000 /dev/urandom >second");
        move.Set("METER_SECONDS", "0");
        move.Faults = """
            rsync() { command rsync --bwlimit=8M "$@"; }
            eval "real_$(declare -f ssh_words)"
            ssh_words() {
              real_ssh_words
              SSH=("${SSH[@]/ServerAliveInterval=15/ServerAliveInterval=1}")
              SSH=("${SSH[@]/ServerAliveCountMax=4/ServerAliveCountMax=1}")
            }
            """;
        var incoming = Path.Combine(move.Server.Disk, $"data/{move.Name}/.infra-move/{move.Name}/incoming");

        var running = move.RunAsync("move");
        await UntilAsync(() => Directory.Exists(incoming) && Directory.GetFiles(incoming, ".second.*").Length > 0);
        await move.Docker.Host.CutAsync();
        var said = (await running).Failed("the connection to docker-1 broke").Text;
        await move.Docker.Host.HealAsync();
        Assert.Contains("%", said, StringComparison.Ordinal);
        Assert.Empty(await move.AtTargetAsync("ls"));
        Assert.True(File.Exists(Path.Combine(incoming, "first")));

        move.Faults = "";
        (await move.RunAsync("move")).Succeeded();
        Assert.Equal(await move.AtSourceAsync("sha256sum *"), await move.AtTargetAsync("sha256sum *"));
    }

    [SkippableFact]
    public async Task FullVolumeIsNamedBeforeTheStopAndDuringTheCopy()
    {
        var move = await hosts.MoveAsync("files");
        await move.Server.ConsoleAsync($"mount -t tmpfs -o size=2m tmpfs {move.To}");
        await move.AtSourceAsync("head -c 5000000 /dev/urandom >large");
        (await move.RunAsync("rehearsal")).Failed("is too small: ");

        await move.AtSourceAsync("rm large && echo small >small");
        move.Faults = Around("kind_copy", first: "source_host \"head -c 5000000 /dev/urandom >$SOURCE_ROOT/large\" </dev/null");
        (await move.RunAsync("move")).Failed("the disk is full: ");
        Assert.Empty(await move.AtTargetAsync("ls"));
        Assert.Equal("2", await move.ReplicasAsync());

        await move.AtSourceAsync("rm large");
        move.Faults = "";
        (await move.RunAsync("move")).Succeeded();
        Assert.Equal("small\n", await move.AtTargetAsync("cat *"));
    }

    [SkippableFact]
    public async Task SecondRunChangesNothing()
    {
        var move = await FilledAsync();
        (await move.RunAsync("move")).Succeeded();
        var before = await move.AtTargetAsync(List);
        var changes = await move.ChangesAsync();
        await move.AtSourceAsync("echo changed >plain");

        (await move.RunAsync("move")).Succeeded();

        Assert.Equal(before, await move.AtTargetAsync(List));
        Assert.Equal(changes.Count(IsScale), (await move.ChangesAsync()).Count(IsScale));
    }

    [SkippableFact]
    public async Task WayBackBringsWhatWasWrittenWithTheSourcesOwners()
    {
        var move = await FilledAsync();
        move.Set("SOURCE_USER", MoveHosts.User);
        move.Set("OWNER", "33:44");
        (await move.RunAsync("move")).Succeeded();
        Assert.Equal("33:44\n", await move.AtTargetAsync("stat -c %u:%g . ./* | sort -u"));
        var owners = await move.AtSourceAsync("stat -c '%n %u:%g' . 'a b' 'a b/c' link plain");

        await move.AtTargetAsync("mkdir more && echo new >more/new && echo changed >plain && rm broken && chown -R 33:44 more");
        (await move.RunAsync("back", "second")).Succeeded();

        Assert.Equal("changed\nnew\n", await move.AtSourceAsync("cat 'a b/hard' more/new"));
        Assert.Equal("5:6 5:6\n", await move.AtSourceAsync("echo $(stat -c %u:%g more more/new)"));
        Assert.Equal(owners, await move.AtSourceAsync("stat -c '%n %u:%g' . 'a b' 'a b/c' link plain"));
        Assert.Equal(
            "one\n/nowhere\n", await move.AtSourceAsync($"cd .infra-move/{move.Name}/before-1 && cat plain && echo && readlink broken"));

        // The source is in use again: a second run must not bring the target's older files.
        await move.AtSourceAsync("echo newer >plain");
        (await move.RunAsync("back", "second")).Succeeded();
        Assert.Equal("newer\n", await move.AtSourceAsync("cat plain"));

        // And forward again, over what the cluster still has.
        (await move.RunAsync("move", "third")).Succeeded();
        Assert.Equal("newer\nnew\n", await move.AtTargetAsync("cat plain more/new"));
    }

    [SkippableFact]
    public async Task WhatTheVolumeHeldIsKept()
    {
        var move = await FilledAsync();
        await move.AtTargetAsync("echo mine >plain && mkdir own && echo other >own/file");

        (await move.RunAsync("move")).Succeeded();

        Assert.Equal("one", await move.AtTargetAsync("cat plain"));
        Assert.Equal("mine\nother\n", await move.AtTargetAsync($"cd .infra-move/{move.Name}/before-1 && cat plain own/file"));
    }

    /// <summary>The cut over stops before a state of it is written; then its process is killed there.</summary>
    [SkippableTheory]
    [InlineData("in")]
    [InlineData("cut")]
    public async Task HalfACutOverIsUndone(string state)
    {
        var move = await FilledAsync();
        await move.AtTargetAsync("echo mine >mine");
        var at = $"s/^  put_state \"$stage\" \"{state} /  echo \"stopped here\" >\\&2; STOP\\n&/";
        move.Faults = $$"""
            eval "real_$(declare -f files_program)"
            files_program() { real_files_program | sed '{{at.Replace("STOP", "exit 1", StringComparison.Ordinal)}}'; }
            """;
        (await move.RunAsync("move")).Failed("the copy cannot be put in its place");
        Assert.Equal("mine\n", await move.AtTargetAsync("ls && test ! -e plain"));
        Assert.Equal("2", await move.ReplicasAsync());

        move.Faults = $$"""
            eval "real_$(declare -f files_program)"
            export MAIN=$$
            files_program() { real_files_program | sed '{{at.Replace("STOP", "kill -9 $MAIN; exit 1", StringComparison.Ordinal)}}'; }
            """;
        Assert.NotEqual(0, (await move.RunAsync("move")).Code);
        Assert.Equal("0", await move.ReplicasAsync());

        move.Faults = "";
        if (state == "cut")
        {
            (await move.RunAsync("back", "second")).Succeeded();
            Assert.Equal("mine\n", await move.AtTargetAsync("ls && test ! -e plain"));
        }
        (await move.RunAsync("move")).Succeeded();
        Assert.Equal("one", await move.AtTargetAsync("cat plain"));
        Assert.Equal("mine\n", await move.AtTargetAsync($"cat .infra-move/{move.Name}/before-1/mine"));
        Assert.Equal("2", await move.ReplicasAsync());
    }

    [SkippableFact]
    public async Task VolumeThatWasMovedWithoutARecordIsNotOverwritten()
    {
        var move = await FilledAsync();
        (await move.RunAsync("move")).Succeeded();
        await move.Server.ConsoleAsync("rm /var/lib/claims/kube-system/configmap/*.json");

        (await move.RunAsync("move", "other")).Failed("is missing, and the target was cut over");
    }

    [SkippableFact]
    public async Task VolumeOfACsiDriverIsFoundWhereThePodHasIt()
    {
        var move = await FilledAsync();
        await move.PutAsync($"pv/pv-{move.Name}", """{"spec": {"csi": {"driver": "driver.longhorn.io"}}}""");
        var path = $"/var/lib/kubelet/pods/uid-infra-move-{move.Name}/volumes/kubernetes.io~csi/pv-{move.Name}/mount";
        (await move.RunAsync("rehearsal")).Failed("is not to be seen on server");
        await move.Server.ConsoleAsync($"mkdir -p {path}");

        (await move.RunAsync("move")).Succeeded();

        Assert.Equal("one", await move.Server.ConsoleAsync($"cat {path}/plain"));
    }

    [SkippableFact]
    public async Task VolumeThatThisServerCannotMountIsRefused()
    {
        var move = await FilledAsync();
        await move.PutAsync($"pv/pv-{move.Name}", """
            {"spec": {"local": {"path": "/x"}, "nodeAffinity": {"required": {"nodeSelectorTerms": [{"matchExpressions": [
              {"key": "kubernetes.io/hostname", "operator": "In", "values": ["agent-1"]}]}]}}}}
            """);
        (await move.RunAsync("rehearsal")).Failed("is on the disk of agent-1");

        await move.PutAsync($"pv/pv-{move.Name}", """{"spec": {"csi": {"driver": "driver.longhorn.io"}}}""");
        await move.Server.WriteAsync("/var/lib/claims/attachments", "agent-2");
        move.Set("TARGET_WORKLOADS", "");
        move.Set("DETACH_SECONDS", "0");
        (await move.RunAsync("rehearsal")).Failed("is attached to agent-2");

        await move.Server.WriteAsync("/var/lib/claims/attachments", "server");
        await move.Server.WriteAsync("/var/lib/claims/events", "0/3 nodes are available: 3 Insufficient cpu");
        (await move.RunAsync("rehearsal")).Failed("is not mounted on server: 0/3 nodes are available");
        await move.Server.ConsoleAsync($"rm /var/lib/claims/events /var/lib/claims/apps/pvc/{move.Name}.json");

        (await move.RunAsync("rehearsal")).Failed($"there is no claim {move.Name} in apps");
        move.Set("CLAIM_SIZE", "1Gi");
        move.Set("CLAIM_CLASS", "longhorn");
        await move.PutAsync($"pv/pv-{move.Name}", $$$"""{"spec": {"hostPath": {"path": "{{{move.To}}}"} } }""");
        (await move.RunAsync("rehearsal")).Succeeded();
        Assert.Contains($"claim {move.Name} is created", await move.ChangesAsync());
    }

    /// <summary>The double detaches a volume when its workload has no pods.</summary>
    [SkippableFact]
    public async Task VolumeThatPodsOfTheTargetHaveOnAnotherServerIsTakenFromThem()
    {
        var move = await FilledAsync();
        await move.Server.WriteAsync("/var/lib/claims/attachments", "agent-2");
        (await move.RunAsync("rehearsal")).Succeeded();
        Assert.Equal("2", await move.ReplicasAsync());
        await move.Server.WriteAsync("/var/lib/claims/attachments", "agent-2");

        (await move.RunAsync("move")).Succeeded();

        Assert.Equal("one", await move.AtTargetAsync("cat plain"));
        Assert.Equal("2", await move.ReplicasAsync());
    }

    /// <summary>Only the name of the file system is that of NFS here: what NFS cannot keep is neither copied nor missed.</summary>
    [SkippableFact]
    public async Task VolumeOnNfsKeepsNoAttributes()
    {
        var move = await FilledAsync();
        move.Faults = """
            eval "real_$(declare -f at_target)"
            at_target() { if [ "$1" = space ]; then echo 1000000 1000000 nfs; else real_at_target "$@"; fi; }
            """;

        var said = (await move.RunAsync("move")).Succeeded().Text;

        Assert.Contains("is NFS, which keeps no access lists, extended attributes and holes", said, StringComparison.Ordinal);
        Assert.Equal("", await move.AtTargetAsync("getfattr -d plain"));
        Assert.Equal("one33:44", await move.AtTargetAsync("cat plain && stat --printf %u:%g 'a b'"));
    }

    [SkippableFact]
    public async Task MissingSourceOrToolIsNamedWithItsRemedy()
    {
        var move = await FilledAsync();
        await move.Docker.Host.ConsoleAsync("mv /usr/bin/rsync /usr/bin/rsync.away");
        var result = await move.RunAsync("rehearsal");
        await move.Docker.Host.ConsoleAsync("mv /usr/bin/rsync.away /usr/bin/rsync");
        result.Failed("rsync is missing on docker-1");
        Assert.Contains("apt-get install -y rsync on docker-1", result.Text, StringComparison.Ordinal);

        move.Set("SOURCE_FOLDER", "/srv/none");
        (await move.RunAsync("rehearsal")).Failed("/srv/none on docker-1 cannot be read");
        move.Set("SOURCE_FOLDER", "");
        move.Set("SOURCE_VOLUME", "no_volume");
        (await move.RunAsync("rehearsal")).Failed("docker-1 has no volume no_volume");
    }

    private static bool IsScale(string change) => change.StartsWith("deployment/", StringComparison.Ordinal);

    private static string Around(string function, string first = ":", string last = ":") => $$"""
        eval "real_$(declare -f {{function}})"
        {{function}}() {
          ({{first}})
          real_{{function}} "$@"
          {{last}}
        }
        """;

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var attempt = 0; attempt < 1000 && !condition(); attempt++)
        {
            await Task.Delay(10);
        }
        Assert.True(condition());
    }

    private static Task<string> StartWriterAsync(LabMove move, string name, string mount) => move.Docker.RunAsync(
        $"run --detach --stop-timeout 1 --name {move.Name}-{name} --volume {mount} lab/writer:1 "
            + $"sh -c 'n=0; while :; do n=$((n + 1)); echo $n >>/data/{name}; sleep 0.05; done'");

    private async Task<LabMove> FilledAsync()
    {
        var move = await hosts.MoveAsync("files");
        await move.AtSourceAsync(Fill);
        return move;
    }
}
