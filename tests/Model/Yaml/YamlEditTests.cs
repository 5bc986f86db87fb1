using System.Text;
using Infra.Model.Loading;
using Infra.Model.Yaml;

namespace Infra.Tests.Model.Yaml;

public sealed class YamlEditTests
{
    private static readonly YamlStep[] Path = [new("apps"), new("blog", IsEntry: true), new("blueGreen"), new("greenImage")];

    public static TheoryData<string, string, string> Cases => new()
    {
        {
            "a map in brackets gets the setting at its end",
            "apps:\n  - {name: blog, replicas: 1, blueGreen: {idleReplicas: 0}} # one\n",
            "apps:\n  - {name: blog, replicas: 1, blueGreen: {idleReplicas: 0, greenImage: \"web:2.0\"}} # one\n"
        },
        {
            "a map in brackets gets the map around the setting",
            "apps:\n  - {name: wordpress, replicas: 1}\n  - { name: blog, replicas: 1 }\n",
            "apps:\n  - {name: wordpress, replicas: 1}\n  - { name: blog, replicas: 1, blueGreen: {greenImage: \"web:2.0\"} }\n"
        },
        {
            "a map over several lines gets a line before the comments of what follows",
            "apps:\n  - name: blog\n    blueGreen:\n      idleReplicas: 0 # none\n\n    # the size\n    replicas: 2\n",
            "apps:\n  - name: blog\n    blueGreen:\n      idleReplicas: 0 # none\n      greenImage: web:2.0\n\n"
                + "    # the size\n    replicas: 2\n"
        },
        {
            "an entry over several lines gets a line",
            "apps:\n- name: blog\n  replicas: 2\n# more\n- name: forum\n",
            "apps:\n- name: blog\n  replicas: 2\n  blueGreen: {greenImage: \"web:2.0\"}\n# more\n- name: forum\n"
        },
        {
            "a value in double quotes keeps them",
            "apps:\n  - name: blog\n    blueGreen: {greenImage: \"web:1.0\", mode: full}\n",
            "apps:\n  - name: blog\n    blueGreen: {greenImage: \"web:2.0\", mode: full}\n"
        },
        {
            "a value in single quotes keeps them",
            "apps:\n  - name: blog\n    blueGreen:\n      greenImage: 'web:1.0'   # tested\n      mode: full\n",
            "apps:\n  - name: blog\n    blueGreen:\n      greenImage: 'web:2.0'   # tested\n      mode: full\n"
        },
        {
            "a value without quotes stays so",
            "apps: [{name: blog, blueGreen: {greenImage: web:1.0}}]",
            "apps: [{name: blog, blueGreen: {greenImage: web:2.0}}]"
        },
        {
            "a value that is null is replaced",
            "apps:\n  - name: blog\n    blueGreen:\n      greenImage: null\n",
            "apps:\n  - name: blog\n    blueGreen:\n      greenImage: web:2.0\n"
        },
        {
            "a key without a value gets one",
            "apps:\n  - name: blog\n    blueGreen:\n      greenImage:   # soon\n      mode: full\n",
            "apps:\n  - name: blog\n    blueGreen:\n      greenImage: web:2.0   # soon\n      mode: full\n"
        },
        {
            "an app that is not in the list becomes an entry",
            "apps:\n  - name: forum\n    replicas: 1 # one\n\n# The ingress\ningress: {}\n",
            "apps:\n  - name: forum\n    replicas: 1 # one\n  - {name: blog, blueGreen: {greenImage: \"web:2.0\"}}\n\n"
                + "# The ingress\ningress: {}\n"
        },
        {
            "a list in brackets gets the entry",
            "apps: [ {name: forum} ]\n",
            "apps: [ {name: forum}, {name: blog, blueGreen: {greenImage: \"web:2.0\"}} ]\n"
        },
        {
            "an empty list gets the entry",
            "apps: [] # none\n",
            "apps: [{name: blog, blueGreen: {greenImage: \"web:2.0\"}}] # none\n"
        },
        {
            "a file without apps gets them at its end",
            "# Production\ndomain: example.org\n",
            "# Production\ndomain: example.org\napps:\n  - {name: blog, blueGreen: {greenImage: \"web:2.0\"}}\n"
        },
        {
            "a file without a last line end stays without one",
            "domain: example.org",
            "domain: example.org\napps:\n  - {name: blog, blueGreen: {greenImage: \"web:2.0\"}}"
        },
        {
            "line ends of Windows stay",
            "apps:\r\n  - name: blog\r\n    replicas: 1\r\ndomain: example.org\r\n",
            "apps:\r\n  - name: blog\r\n    replicas: 1\r\n    blueGreen: {greenImage: \"web:2.0\"}\r\ndomain: example.org\r\n"
        },
        {
            "letters of two and four bytes before the place are counted right",
            "# Größe 🚲\napps:\n  - {name: blog, description: \"Größe 🚲\", blueGreen: {greenImage: web:1.0}}\n",
            "# Größe 🚲\napps:\n  - {name: blog, description: \"Größe 🚲\", blueGreen: {greenImage: web:2.0}}\n"
        },
        {
            "a list that replaces the one below is edited in its place",
            "apps: {replace: [{name: blog}]}\n",
            "apps: {replace: [{name: blog, blueGreen: {greenImage: \"web:2.0\"}}]}\n"
        },
        {
            "a text of several lines before the place stays whole",
            "apps:\n  - name: blog\n    description: |\n      One\n\n      two\n\ndomain: example.org\n",
            "apps:\n  - name: blog\n    description: |\n      One\n\n      two\n    blueGreen: {greenImage: \"web:2.0\"}\n\n"
                + "domain: example.org\n"
        },
        {
            "an empty setting becomes the list",
            "apps:\ndomain: example.org\n",
            "apps: [{name: blog, blueGreen: {greenImage: \"web:2.0\"}}]\ndomain: example.org\n"
        },
        {
            "a mark of the document's end stays the end",
            "domain: example.org\n...\n",
            "domain: example.org\napps:\n  - {name: blog, blueGreen: {greenImage: \"web:2.0\"}}\n...\n"
        },
        {
            "a JSON file stays one",
            "{\n  \"apps\": [\n    {\"name\": \"blog\", \"blueGreen\": {\"greenImage\": \"web:1.0\"}}\n  ]\n}\n",
            "{\n  \"apps\": [\n    {\"name\": \"blog\", \"blueGreen\": {\"greenImage\": \"web:2.0\"}}\n  ]\n}\n"
        },
        {
            "a mark of the byte order stays",
            "\uFEFFapps: [{name: blog, blueGreen: {greenImage: web:1.0}}]\n",
            "\uFEFFapps: [{name: blog, blueGreen: {greenImage: web:2.0}}]\n"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void OnlyTheSettingChanges(string behaviour, string before, string after)
    {
        var edit = EditedFile.Set(Encoding.UTF8.GetBytes(before), "env.prod.yaml", Path, "web:2.0");
        Assert.True(edit is not null, behaviour);
        Assert.Equal(after, Encoding.UTF8.GetString(edit.After));
        var line = Encoding.UTF8.GetString(edit.After).Split('\n')[edit.Position.Line - 1];
        Assert.True(line.Contains("web:2.0", StringComparison.Ordinal) || line == "apps:", line);
    }

    [Theory]
    [InlineData("apps:\n  - name: blog\n    blueGreen:\n      greenImage: |\n        web:1.0\n")] // a text block
    [InlineData("apps:\n  - name: blog\n    description: |+\n      One\n\n\ndomain: example.org\n")] // its line ends are its value
    [InlineData("apps: {blog: {}}\n")]
    public void FormThatCannotBeEditedIsNotTouched(string before) =>
        Assert.Null(EditedFile.Set(Encoding.UTF8.GetBytes(before), "env.prod.yaml", Path, "web:2.0"));
}
