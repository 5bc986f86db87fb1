using Infra.Model;
using Infra.Tests.Model;
using Infra.Tests.Support;

namespace Infra.Tests;

public sealed class RequiredSecretsTests
{
    private static readonly string[] WordPress =
    [
        "infra:wordpressAuthKey", "infra:wordpressAuthSalt", "infra:wordpressLoggedInKey", "infra:wordpressLoggedInSalt",
        "infra:wordpressNonceKey", "infra:wordpressNonceSalt", "infra:wordpressSecureAuthKey", "infra:wordpressSecureAuthSalt",
    ];

    [Fact]
    public void ProductionNeedsTheTokenTheKeysOfBackupsAndWhatDockerUses() =>
        Assert.Equal(
            [
                "hcloud:token", "infra:alertReceiver", "infra:discourseSecretKeyBase", "infra:discourseSmtpPassword",
                "infra:etcdS3AccessKey", "infra:etcdS3SecretKey", "infra:longhornS3AccessKey", "infra:longhornS3SecretKey",
                "infra:meiliMasterKey",
                "infra:mysqlS3AccessKey", "infra:mysqlS3SecretKey", "infra:pocketbaseEncryptionKey", "infra:postgresS3AccessKey",
                "infra:postgresS3SecretKey", "infra:rcloneConfig", "infra:veleroRepositoryPassword", "infra:veleroS3AccessKey",
                "infra:veleroS3SecretKey", .. WordPress,
            ],
            RequiredSecrets.Of(Community.Spec()).Select(secret => secret.Key));

    [Fact]
    public void DevelopmentNeedsNoKeysForLocalSnapshots() => Assert.Equal(
        [
            "hcloud:token", "infra:longhornS3AccessKey", "infra:longhornS3SecretKey", "infra:mysqlS3AccessKey", "infra:mysqlS3SecretKey",
            "infra:postgresS3AccessKey", "infra:postgresS3SecretKey", "infra:rcloneConfig", "infra:veleroRepositoryPassword",
            "infra:veleroS3AccessKey", "infra:veleroS3SecretKey",
        ],
        RequiredSecrets.Of(Community.Spec("dev")).Select(secret => secret.Key));

    [Fact]
    public void GuestNeedsNoSecretOfItsOwnerButThoseOfTheAppsThatTheyShare() => Assert.Equal(
        ["infra:discourseSecretKeyBase", "infra:discourseSmtpPassword", .. WordPress],
        RequiredSecrets.Of(Community.Spec("stage")).Select(secret => secret.Key));

    [Fact]
    public void EachSecretHasACommandWithoutItsValue() =>
        Assert.Equal(
            "pulumi config set --secret infra:etcdS3SecretKey --stack prod",
            RequiredSecrets.Of(Community.Spec()).Single(secret => secret.Key == "infra:etcdS3SecretKey").Command);

    [Fact]
    public void EachSecretHasAPurpose() =>
        Each.Of(RequiredSecrets.Of(Community.Spec()), secret => Assert.NotEqual(secret.Key, secret.Purpose));

    [Fact]
    public void PrivateRegistryNeedsItsPassword()
    {
        var spec = Community.Spec("dev");
        spec = spec with
        {
            Cluster = spec.Cluster with
            {
                Registries = [new RegistrySpec { Name = "harbor.org", Username = "me", Password = "harborPassword" }],
            },
            Secrets = [.. spec.Secrets, new SecretSpec { Name = "harborPassword", Purpose = "Pulls" }],
        };
        Assert.Contains(RequiredSecrets.Of(spec), secret => secret is { Key: "infra:harborPassword", Purpose: "Pulls" });
    }

    [Fact]
    public void GuestNeedsThePasswordsOfPrivateRegistries()
    {
        var spec = Community.Spec("stage");
        spec = spec with
        {
            Cluster = spec.Cluster with
            {
                Registries = [new RegistrySpec { Name = "harbor.org", Username = "me", Password = "harborPassword" }],
            },
        };
        Assert.Contains(RequiredSecrets.Of(spec), secret => secret.Key == "infra:harborPassword");
    }

    [Theory]
    [InlineData("prod", true)]
    [InlineData("stage", false)]
    [InlineData("test", true)]
    public void StackOfAnInitJobNeedsTheSecretsThatItReads(string stack, bool needed)
    {
        var spec = Community.Spec(stack);
        var token = new VariableSpec { Name = "TOKEN", Secret = "unusedByOthers" };
        AppSpec[] apps =
        [
            .. spec.Apps.Select(
                app =>
                    app with
                    {
                        InitJobs =
                        [
                            .. app.InitJobs.Select(job => job.Name == "discourse-init" ? job with { Env = [.. job.Env, token] } : job),
                        ],
                    }),
        ];

        Assert.Equal(needed, RequiredSecrets.Of(spec with { Apps = apps }).Any(secret => secret.Key == "infra:unusedByOthers"));
    }

    [Fact]
    public void ExistingHostsNeedTheSshKeyAndNoToken()
    {
        var spec = Community.Spec("dev");
        var cluster = spec.Cluster with { Provider = ClusterProvider.ExistingHosts };
        var homelab = spec with { Cluster = cluster, Storage = new(), Databases = new(), Backup = new() };

        Assert.Equal(["infra:sshPrivateKey"], RequiredSecrets.Of(homelab).Select(secret => secret.Key));
    }

    [Fact]
    public void StackWithoutLonghornNeedsNoKeysOfItsBackups()
    {
        var spec = Community.Spec("dev");
        Assert.Equal(
            ["hcloud:token"],
            RequiredSecrets.Of(spec with { Storage = spec.Storage with { Longhorn = null }, Databases = new(), Backup = new() })
                .Select(secret => secret.Key));
    }

    [Fact]
    public void StackThatCreatesServersNeedsTheKeysOfTheirArchives()
    {
        var spec = Community.Spec("dev");
        var archiving = spec with
        {
            Storage = spec.Storage with { Longhorn = null },
            Backup = new(),
            Databases = spec.Databases with { Dumps = [] },
        };
        Assert.Equal(
            ["hcloud:token", "infra:mysqlS3AccessKey", "infra:mysqlS3SecretKey", "infra:postgresS3AccessKey", "infra:postgresS3SecretKey"],
            RequiredSecrets.Of(archiving).Select(secret => secret.Key));
        Assert.Empty(RequiredSecrets.Of(Community.Spec("test")));
    }

    [Theory]
    [InlineData("1-dev", "dev", true)]
    [InlineData("1-dev", "prod", false)]
    [InlineData("3-prod", "stage", false)]
    public void ArchiveKeysAreNeededWhereTheServerIsCreated(string phase, string environment, bool needed)
    {
        var spec = Community.Spec(environment, phase);
        Assert.Equal(
            needed,
            RequiredSecrets.Of(spec with { Storage = new(), Backup = new() }).Any(secret => secret.Key == "infra:mysqlS3SecretKey"));
    }

    [Fact]
    public void DeclaredDatabasePasswordIsNeeded()
    {
        var spec = Community.Spec("stage");
        var mysql = spec.Databases.Mysql.Select(
            server =>
                server with { Databases = [new DatabaseSpec { Name = "blog", Password = "alertReceiver", Environment = "stage" }] });
        Assert.Contains(
            RequiredSecrets.Of(spec with { Databases = spec.Databases with { Mysql = [.. mysql] } }),
            secret => secret.Key == "infra:alertReceiver");
    }

    [Theory]
    [InlineData(AcmeChallenge.Dns01, true)]
    [InlineData(AcmeChallenge.Http01, false)]
    public void TokenOfCloudflareIsNeededForItsChallengeOnly(AcmeChallenge challenge, bool needed)
    {
        var spec = Community.Spec();
        var tls = spec.Ingress.Tls with { Challenge = challenge, CloudflareToken = "unusedByOthers" };

        Assert.Equal(
            needed,
            RequiredSecrets.Of(spec with { Ingress = spec.Ingress with { Tls = tls } })
                .Any(secret => secret.Key == "infra:unusedByOthers"));
    }

    [Fact]
    public void HostWithAPasswordNeedsItsUsers()
    {
        var spec = Community.Spec();
        HostSpec[] hosts = [.. spec.Ingress.Hosts.Select(host => host with { BasicAuth = "alertReceiver" })];

        Assert.Contains(
            RequiredSecrets.Of(spec with { Ingress = spec.Ingress with { Hosts = hosts } }),
            secret => secret.Key == "infra:alertReceiver");
    }

    [Fact]
    public void SshKeyInPlainTextIsRefused() => Assert.Contains("infra:sshPrivateKey", SecretKeys.Declared(Community.Spec()));
}
