using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class DatabaseNameRulesTests
{
    [Theory]
    [InlineData(
        "postgres: [{name: postgres, databases: [{name: template1, owner: blog}]}]",
        "'template1' is a database of the server's own")]
    [InlineData("mysql: [{name: mysql, databases: [{name: sys, owner: blog}]}]", "'sys' is a database of the server's own")]
    [InlineData(
        "postgres: [{name: postgres, databases: [{name: blog, owner: streaming_replica}]}]",
        "'streaming_replica' is an account of the server's own")]
    [InlineData("postgres: [{name: postgres, databases: [{name: cnpg_blog}]}]", "'cnpg_blog' is an account of the server's own")]
    [InlineData("mysql: [{name: mysql, databases: [{name: monitor}]}]", "'monitor' is an account of the server's own or of its operator")]
    [InlineData("mysql: [{name: mysql, databases: [{name: blog, owner: wordpress}]}]", "'wordpress' owns 'wordpress' on 'mysql' already")]
    [InlineData("postgres: [{name: postgres, databases: [{name: app}]}]", "the secret 'postgres-app' belongs to 'postgres' itself")]
    [InlineData("postgres: [{name: postgres, databases: [{name: archive}]}]", "the secret 'postgres-archive' belongs to 'postgres' itself")]
    [InlineData("mysql: [{name: mysql, databases: [{name: ssl_internal}]}]", "the secret 'mysql-ssl-internal' belongs to 'mysql' itself")]
    [InlineData(
        "mysql: [{name: mysql, databases: [{name: word_press}, {name: Word_Press, owner: wp}]}]",
        "the secret 'mysql-word-press' is that of 'mysql/word_press' already")]
    public void RefusesNamesThatAreTaken(string databases, string says) => Refused($"databases: {{{databases}}}", says);

    [Fact]
    public void RefusesTwoDatabasesWithOneSecret() => RefusedAmongOthers(
        "databases: {postgres: [{name: postgres-blog, image: 'postgres:15.14', volume: postgres-data, instances: 1, " +
        "synchronousReplicas: 0, databases: [{name: a}]}, {name: postgres, databases: [{name: blog_a}]}]}",
        "the secret 'postgres-blog-a' is that of");
}
