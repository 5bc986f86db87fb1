using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Apps;

public sealed class DiscourseRulesTests
{
    [Fact]
    [Pitfall("discourse-quote")]
    public void QuoteInAVariableIsRefused() => Refused(
        "apps: [{name: discourse, env: [{name: DISCOURSE_DEVELOPER_EMAILS, value: \"o'hara@example.org\"}]}]",
        "apps[discourse].env[DISCOURSE_DEVELOPER_EMAILS].value: Discourse's configuration cannot hold a single quote");

    [Theory]
    [InlineData("secrets: [{name: discourseSmtpPassword, without: \"#\"}]", "DISCOURSE_SMTP_PASSWORD")]
    [InlineData(
        "databases: {postgres: [{name: postgres, databases: [{name: discourse, password: forumPassword}]}]}\n"
        + "secrets: [{name: forumPassword, purpose: p}]",
        "DISCOURSE_DB_PASSWORD")]
    [Pitfall("discourse-quote")]
    public void SecretThatMayHaveAQuoteIsRefused(string overrides, string variable) =>
        Refused(overrides, $"'discourse' reads it as {variable}", "write without: \"'\"");

    [Theory]
    [InlineData("apps: [{name: discourse, env: [{name: MIGRATE_ON_BOOT, value: \"1\"}]}]")]
    [InlineData("apps: [{name: discourse, env: [{name: MIGRATE_ON_BOOT, remove: true}]}]")]
    [Pitfall("discourse-migrations")]
    public void SeveralPodsThatMigrateAtTheirStartAreRefused(string overrides) =>
        Refused(overrides, "each of up to 3 pods would migrate the database when it starts");

    [Theory]
    [InlineData("/shared/nginx.http.sock", "8080", "'/shared' is none")]
    [InlineData("/shared/tmp/nginx.http.sock", "8080", "'/shared/tmp' is none")]
    [InlineData("/nginx.http.sock", "8080", "'/' is none")]
    [InlineData("/sock/nginx.http.sock", "80", "without the rights for one below 1024")]
    [Pitfall("discourse-socket")]
    public void SocketInASharedFolderOrBehindALowPortIsRefused(string socket, string port, string says) => Refused(
        $"apps: [{{name: discourse, discourse: {{listen: socket, socket: {socket}}}, ports: [{{name: http, port: {port}}}]}}]", says);

    [Fact]
    public void VariablesOfAJobWithTheAppsImageAreRefused() => Refused(
        "apps: [{name: discourse, initJobs: [{name: discourse-migrate, env: [{name: CI, value: \"1\"}]}]}]",
        "apps[discourse].initJobs[discourse-migrate].env: the job has the variables of 'discourse'");

    [Fact]
    public void SocketInAFolderOfItsOwnIsAccepted() =>
        Accepted("apps: [{name: discourse, discourse: {listen: socket}, ports: [{name: http, port: 8080, servicePort: 80}]}]");
}
