using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class SecretRulesTests
{
    [Theory]
    [InlineData("storage: {backupTarget: {accessKey: keyId}}", "there is no secret 'keyId'")]
    [InlineData(
        "cluster: {registries: [{name: docker.io, username: me, password: dockerPassword}]}",
        "there is no secret 'dockerPassword'")]
    [InlineData("apps: [{name: wordpress, env: [{name: X, secret: grafanaPasword}]}]", "did you mean 'grafanaPassword'?")]
    [InlineData("ingress: {tls: {cloudflareToken: cfToken}}", "there is no secret 'cfToken'")]
    [InlineData("observability: {grafana: {password: hunter2}}", "there is no secret 'hunter2'")]
    [InlineData(
        "secrets: [{name: again, key: 'hcloud:token', purpose: x}]",
        "secrets[again].key: the config key 'hcloud:token' is taken; choose another; the first is at stacks/community/system.yaml:")]
    [InlineData(
        "secrets: [{name: line, purpose: x, generated: true, form: htpasswd, user: me, of: alertReceiver}]",
        "secrets[line].of: 'alertReceiver' is not a generated password; name a secret with generated: true")]
    [InlineData(
        "secrets: [{name: proof, purpose: x, generated: true, form: certificate, of: grafanaPassword}]",
        "secrets[proof].of: 'grafanaPassword' is not a generated private key; name a secret with generated: true and form: privateKey")]
    [InlineData(
        "secrets: [{name: form, purpose: x, form: privateKey}]",
        "nothing reads it while generated is false; set generated: true, or remove form")]
    [InlineData("secrets: [{name: phase, purpose: x}]", "secrets[phase].name: 'infra:phase' selects the description of the stack")]
    [InlineData("secrets: [{name: x, key: 'infra:overrides', purpose: x}]", "secrets[x].key: 'infra:overrides' selects the description")]
    public void RefusesASecretThatNothingCanHold(string overrides, string says) => Refused(overrides, says);

    [Theory]
    [InlineData("DB_PASSWORD", "hunter2")]
    [InlineData("API_TOKEN", "abc")]
    [InlineData("STRIPE_APIKEY", "x")]
    [InlineData("STRIPE_API_KEY", "x")]
    [InlineData("DB_PASSWD", "x")]
    [InlineData("SESSION_SECRET", "x")]
    [InlineData("TLS_PRIVATE_KEY", "x")]
    [InlineData("TLS_PRIVATEKEY", "x")]
    [InlineData("AWS_CREDENTIALS", "x")]
    [InlineData("password", "x")]
    public void RefusesAVariableWithASecretInPlainText(string name, string value) =>
        RefusedAmongOthers(
            $"apps: [{{name: wordpress, env: [{{name: {name}, value: {value}}}]}}]",
            $"apps[wordpress].env[{name}].value: the variable's name says that this is a secret in plain text");

    [Theory]
    [InlineData("POSTGRES_PASSWORD_FILE", "/run/secrets/x")]
    [InlineData("postgres_password_file", "/run/secrets/x")]
    [InlineData("KEYBOARD", "de")]
    public void AcceptsAVariableThatNamesAFile(string name, string value) =>
        Accepted($"apps: [{{name: wordpress, env: [{{name: {name}, value: {value}}}]}}]");

    [Fact]
    public void AcceptsAnEmptyValue() => Accepted("apps: [{name: wordpress, env: [{name: API_TOKEN, value: ''}]}]");

    [Theory]
    [InlineData("apps: [{name: wordpress, env: [{name: HARMLESS, value: ghp_0123456789abcdefghij0123456789abcdef}]}]")]
    [InlineData("description: AKIAIOSFODNN7EXAMPLE0")]
    [InlineData("cluster: {nodes: [{name: worker-1, labels: {x: glpat-abcdefghij0123456789}}]}")]
    [InlineData("description: \"-----BEGIN OPENSSH PRIVATE KEY-----\\nabc\\n\"")]
    public void FindsASecretInAnySetting(string overrides) => Refused(overrides, "a secret in plain text");
}
