using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class ShareRulesTests : IDisposable
{
    private const string Migration = "stacks/community/migration.yaml";
    private const string Staging = "stacks/community/env.stage.yaml";
    private const string Share =
        "{name: www, backends: {replace: [{name: prod, environment: prod, weight: 70}, {name: stage, environment: stage, weight: 30}]}}";

    private readonly FrozenCopy _project = new();

    public void Dispose() => _project.Dispose();

    /// <summary>Staging of the community system uses production's databases by design, for 10% and for 30% of the visitors.</summary>
    [Theory]
    [InlineData(70, 30)]
    [InlineData(90, 10)]
    public void AcceptsSharesOfEnvironmentsWithOneDatabase(int prod, int stage)
    {
        Weights(prod, stage);
        var problems = Problems();
        Each.Lacks(problems, problem => problem.Level == ProblemLevel.Error);
        Each.Lacks(problems, problem => problem.ToString().Contains("two databases", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(70, 30)]
    [InlineData(90, 10)]
    public void RefusesSharesOfEnvironmentsWithTwoDatabases(int prod, int stage)
    {
        Weights(prod, stage);
        StagingHasADatabaseOfItsOwn();
        Assert.Contains(
            "ingress.hosts[www].backends: 'wordpress' uses mysql/wordpress in 'prod' and mysql/wordpress_test in 'stage': two databases "
                + "mean two sites, and what a visitor writes in one is missing in the other; give 'wordpress' the databases of 'prod' in "
                + "'stage' too (databases, and the variables that name them), or set the weight of 'stage' to 0",
            Single(ProblemLevel.Error));
    }

    [Fact]
    public void AcceptsTwoDatabasesWhereOneEnvironmentHasTheWholeTraffic()
    {
        Weights(100, 0);
        StagingHasADatabaseOfItsOwn();
        Each.Lacks(Problems(), problem => problem.Level == ProblemLevel.Error);
    }

    [Fact]
    public void WarnsOfUploadsOnTwoVolumes() => Assert.Contains(
        Problems(),
        problem => problem.Level == ProblemLevel.Warning && problem.ToString().Contains(
            "ingress.hosts[www].backends: 'wordpress' writes to wordpress-files in 'prod' and in 'stage', and no volume is in",
            StringComparison.Ordinal));

    [Fact]
    public void WarnsOfSharesWithoutACookie()
    {
        _project.Edit(Migration, Share, Share.Replace("name: www,", "name: www, sticky: false,", StringComparison.Ordinal));
        Assert.Contains(
            Problems(),
            problem => problem.Level == ProblemLevel.Warning && problem.ToString().Contains(
                "ingress.hosts[www].sticky: 'www' is shared by prod and stage, and each request of a visitor may go to another one",
                StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(70, 30, null, true)]
    [InlineData(70, 30, false, false)]
    [InlineData(100, 0, null, false)]
    [InlineData(100, 0, true, true)]
    public void CookieIsPlannedWhereEnvironmentsShare(int prod, int stage, bool? written, bool planned) => Assert.Equal(
        planned,
        new HostSpec
        {
            Name = "www",
            App = "wordpress",
            Sticky = written,
            Backends =
            [
                new() { Name = "prod", Environment = "prod", Weight = prod },
                new() { Name = "stage", Environment = "stage", Weight = stage },
            ],
        }.IsSticky());

    [Fact]
    public void CookieIsPlannedWhereDockerAndTheClusterShare() => Assert.True(new HostSpec
    {
        Name = "www",
        App = "wordpress",
        Backends =
        [
            new() { Name = "docker", ComposeHost = "docker-1", Weight = 90 }, new() { Name = "prod", Environment = "prod", Weight = 10 },
        ],
    }.IsSticky());

    [Theory]
    [InlineData(false, "docker-1.dirtbikechina.com", true)]
    [InlineData(false, "198.51.100.7", true)]
    [InlineData(false, "10.0.1.90", false)]
    [InlineData(true, "docker-1.dirtbikechina.com", false)]
    public void WarnsOfVisitorsThatCrossAPublicNetworkAsPlainHttp(bool https, string address, bool warns)
    {
        _project.Edit("stacks/community/system.yaml", "address: docker-1.dirtbikechina.com", $"address: {address}");
        if (!https)
        {
            _project.Edit("stacks/community/system.yaml", "port: 8080, https: {port: 8443}}", "port: 8080}");
        }

        var warnings = StackLoad.Load(_project.Root, "prod", "3-prod-50").Result.Problems.Where(problem => problem.ToString().Contains(
            "apps[wordpress].compose.port: the share of 'www' that 'docker-1' answers leaves the cluster as plain HTTP",
            StringComparison.Ordinal));

        Assert.Equal(warns ? 1 : 0, warnings.Count());
    }

    private void Weights(int prod, int stage) => _project.Edit(
        Migration,
        Share,
        Share.Replace("weight: 70", $"weight: {prod}", StringComparison.Ordinal)
            .Replace("weight: 30", $"weight: {stage}", StringComparison.Ordinal));

    private void StagingHasADatabaseOfItsOwn()
    {
        _project.Edit(
            Staging,
            "{name: wordpress, replicas: 1,",
            "{name: wordpress, databases: {replace: [{name: wordpress_test, server: mysql}]}, env: ["
                + "{name: WORDPRESS_DB_HOST, database: mysql/wordpress_test/host}, "
                + "{name: WORDPRESS_DB_NAME, database: mysql/wordpress_test/name}, "
                + "{name: WORDPRESS_DB_USER, database: mysql/wordpress_test/user}, "
                + "{name: WORDPRESS_DB_PASSWORD, database: mysql/wordpress_test/password}], replicas: 1,");
        _project.Edit(
            "stacks/community/system.yaml",
            "        - {name: wordpress, owner: wordpress}\n",
            "        - {name: wordpress, owner: wordpress}\n        - {name: wordpress_test, owner: wordpress_test, environment: stage}\n");
    }

    private string Single(ProblemLevel level) => Assert.Single(Problems(), problem => problem.Level == level).ToString();

    private IReadOnlyList<Problem> Problems() => StackLoad.Load(new(_project.Root), "prod", withOthers: true).Result.Problems;
}
