using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Apps;

public sealed class PathRulesTests
{
    [Theory]
    [InlineData(
        "apps: [{name: phpmyadmin, scratch: [{name: a, path: /x}, {name: b, path: /x}]}]",
        "apps[phpmyadmin].scratch[b].path: the scratch folder 'a' of 'phpmyadmin' is at /x too")]
    [InlineData(
        "apps: [{name: phpmyadmin, scratch: [{name: a, path: /x}], files: [{name: f, path: /x, content: c}]}]",
        "apps[phpmyadmin].files[f].path: the scratch folder 'a' of 'phpmyadmin' is at /x too")]
    [InlineData(
        "apps: [{name: phpmyadmin, security: {readOnlyRoot: true}, files: [{name: f, path: /tmp, content: c}]}]",
        "apps[phpmyadmin].files[f].path: the folder of temporary files of 'phpmyadmin' is at /tmp too")]
    [InlineData(
        "apps: [{name: phpmyadmin, command: [/bin/sh, /scripts/wordpress-cron.sh], scratch: [{name: a, path: /scripts}]}]",
        "apps[phpmyadmin].scratch[a].path: the folder of scripts of 'phpmyadmin' is at /scripts too")]
    [InlineData(
        "apps: [{name: phpmyadmin, scratch: [{name: a, path: /x/y/z}], files: [{name: f, path: /x/y, content: c}]}]",
        "apps[phpmyadmin].files[f].path: the scratch folder 'a' of 'phpmyadmin' is at /x/y/z, so /x/y is a folder and cannot be a file")]
    [InlineData("apps: [{name: phpmyadmin, scratch: [{name: a, path: /proc}]}]", "scratch[a].path: /proc is where the")]
    [InlineData("apps: [{name: phpmyadmin, scratch: [{name: a, path: /sys/x}]}]", "scratch[a].path: /sys/x is where the system's own")]
    [InlineData("apps: [{name: phpmyadmin, files: [{name: f, path: /dev/x, content: c}]}]", "files[f].path: /dev/x is where the")]
    [InlineData("apps: [{name: phpmyadmin, scratch: [{name: a, path: /}]}]", "scratch[a].path: '/' is not an absolute path")]
    [InlineData(
        "storage: {volumes: [{name: pages, class: local-path, size: 1Gi, owner: phpmyadmin}]}\n"
            + "apps: [{name: phpmyadmin, mounts: [{name: pages, path: /x, readOnly: true}], files: [{name: f, path: /x/f, content: c}]}]",
        "apps[phpmyadmin].files[f].path: /x/f is in the volume 'pages', which is mounted read-only")]
    public void RefusesPath(string overrides, string says) => RefusedAmongOthers(overrides, says);

    [Theory]
    [InlineData("scratch: [{name: a, path: /dev/shm}]")]
    [InlineData("scratch: [{name: a, path: /x}], files: [{name: f, path: /x/f, content: c}, {name: g, path: /xy, content: c}]")]
    [InlineData("security: {readOnlyRoot: true}, scratch: [{name: a, path: /tmp}]")]
    [InlineData("scratch: [{name: a, path: /scripts}, {name: b, path: /devices}]")]
    public void AcceptsPath(string app) => Accepted($"apps: [{{name: phpmyadmin, {app}}}]");
}
