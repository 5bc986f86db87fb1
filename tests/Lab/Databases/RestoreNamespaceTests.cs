namespace Infra.Tests.Lab.Databases;

/// <summary>
/// The script of Velero's restore test, with a kubectl that gives prepared answers. Tests its requests, its refusals and its
/// cleanup; that Velero itself restores is not tested.
/// </summary>
public sealed class RestoreNamespaceTests : IDisposable
{
    private const string Backups = "daily-backup-20261119020000\ndaily-backup-20261120020000\n";
    private readonly PrivateFolder _folder = new("restore");
    private readonly Dictionary<string, string> _answers = new(StringComparer.Ordinal)
    {
        ["backups"] = Backups,
        ["datauploads"] = "Completed k1 uploads\nCompleted k2 files\n",
        ["datadownloads"] = "Completed k2\nCompleted k1\n",
        ["restores"] = "Completed",
        ["claims"] = "Bound a\nBound b\n",
        ["objects"] = "deployment/a\nsecret/b\nsecret/c\n",
    };

    [Fact]
    [Pitfall("velero-restored-copy-isolated")]
    public void RestoresComparesAndRemovesTheNewestBackup()
    {
        var result = Run().Succeeded();

        Assert.Contains("ok: daily-backup-20261120020000 restored", result.Text, StringComparison.Ordinal);
        Assert.Contains("backupName: daily-backup-20261120020000", Calls, StringComparison.Ordinal);
        Assert.Contains("namespaceMapping: {prod: restore-test}", Calls, StringComparison.Ordinal);
        Assert.Contains("delete restores.velero.io", Calls, StringComparison.Ordinal);
        Assert.Equal(2, Calls.Split("delete deployments,").Length - 1);
    }

    [Theory]
    [InlineData("backups", "", "no backup of the schedule daily-backup has completed")]
    [InlineData("backups", "daily-backup-20261101020000", "the newest backup, daily-backup-20261101020000, is too old")]
    [InlineData("datauploads", "Completed k1 uploads\nFailed  files\n", "lacks volumes")]
    [InlineData("restores", "PartiallyFailed", "is PartiallyFailed")]
    [InlineData("restores", "InProgress", "is InProgress after 1s")]
    [InlineData("claims", "Bound a\nPending b\n", "1 of 2 volumes were restored")]
    [InlineData("datadownloads", "Completed k1\nFailed k2\n", "the data of volumes was not restored: files")]
    [InlineData("datadownloads", "Completed k1\nCompleted k0\n", "the data of volumes was not restored: files")]
    [InlineData("datadownloads", "", "the data of volumes was not restored: uploads files")]
    [InlineData("objects", "configmap/kube-root-ca.crt\n", "only volumes were restored")]
    public void ReportsDifferencesFromTheBackup(string what, string answer, string says)
    {
        _answers[what] = answer;
        Run().Failed(says);
    }

    [Fact]
    public void FailedTestCleansUp()
    {
        _answers["restores"] = "Failed";
        Run().Failed("is Failed");
        Assert.Equal(2, Calls.Split("delete deployments,").Length - 1);
    }

    [Fact]
    public void UnreachableApiIsAFailure()
    {
        _answers.Remove("backups");
        Run().Failed("the API did not answer");
    }

    public void Dispose() => _folder.Dispose();

    private string Calls => File.ReadAllText(_folder["calls"]);

    private ScriptResult Run()
    {
        _folder.CopyScripts("infra", "Platform", "Velero", "Scripts");
        foreach (var (name, answer) in _answers)
        {
            _folder.Write(name, answer);
        }

        _folder.WriteProgram("kubectl", """
            #!/bin/sh
            echo "$*" >>calls
            case "$*" in
              *"create -f -"*) cat >>calls ;;
              *"get backups"*) cat backups ;;
              *"get datauploads"*) cat datauploads ;;
              *"get datadownloads"*) cat datadownloads ;;
              *"get restores"*) cat restores ;;
              *"get persistentvolumeclaims"*) cat claims ;;
              *"-o name"*) cat objects ;;
            esac
            """);
        return _folder.Run(["/bin/sh", _folder["scripts", "restore-test.sh"]], new Dictionary<string, string>
        {
            ["PATH"] = $"{_folder.Root}:/usr/bin:/bin",
            ["VELERO_NAMESPACE"] = "velero",
            ["SCHEDULE"] = "daily-backup",
            ["SOURCE"] = "prod",
            ["INTO"] = "restore-test",
            ["MODIFIERS"] = "restore-prod-modifiers",
            ["TEST"] = "restore-prod",
            ["TIMEOUT_SECONDS"] = "1",
            ["POLL_SECONDS"] = "1",
            ["MAX_AGE_SECONDS"] = "259200",
            ["NOW"] = "1795240800", // 2026-11-21 06:00 UTC
        });
    }
}
