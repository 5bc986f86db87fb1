using Infra.Model;

namespace Infra.Tests.Model.Databases;

public sealed class DatabaseReferenceTests
{
    [Theory]
    [InlineData("postgres/logto/host", DatabaseProperty.Host)]
    [InlineData("postgres/logto/port", DatabaseProperty.Port)]
    [InlineData("postgres/logto/name", DatabaseProperty.Name)]
    [InlineData("postgres/logto/user", DatabaseProperty.User)]
    [InlineData("postgres/logto/password", DatabaseProperty.Password)]
    [InlineData("postgres/logto/url", DatabaseProperty.Url)]
    public void NamesServerDatabaseAndProperty(string text, DatabaseProperty property)
    {
        var reference = DatabaseReference.Parse(text);

        Assert.Equal(new DatabaseReference("postgres", "logto", property), reference);
        Assert.Equal(text, reference.ToString());
    }

    [Theory]
    [InlineData("postgres/logto", "write it as server/database/property")]
    [InlineData("postgres/logto/url/more", "write it as server/database/property")]
    [InlineData("/logto/url", "write it as server/database/property")]
    [InlineData("postgres//url", "write it as server/database/property")]
    [InlineData("postgres/logto/colour", "known are host, name, password, port, url, user")]
    [InlineData("postgres/logto/pasword", "did you mean 'password'?")]
    [InlineData("postgres/logto/Url", "did you mean 'url'?")]
    public void RefusesOtherTexts(string text, string remedy)
    {
        Assert.False(DatabaseReference.TryParse(text, out _, out var problem));
        Assert.EndsWith(remedy, problem, StringComparison.Ordinal);
    }
}
