using Infra.Tests.Lab.Databases;
using Infra.Tests.Support;

namespace Infra.Tests.Images;

/// <summary>The program that builds images, with a Docker that does as it is told and writes down what it was asked for.</summary>
internal sealed class BuildRun : IDisposable
{
    /// <summary>Folder of the image that is built.</summary>
    public const string Postgres = "postgres";

    /// <summary>Image that is built.</summary>
    public const string Image = "registry.example.com/team/postgres:15-cjk";

    /// <summary>The digest Docker has of it after a push.</summary>
    public static readonly string Digest = $"sha256:{new string('a', 64)}";

    private const string Docker = """
        #!/bin/bash
        echo "$*" >> calls
        case "$1 $*" in
          run*smoke.sh*) exit "${SMOKE:-0}" ;;
          run*) exit "${SCAN:-0}" ;;
          save*) echo "the image" > "$3" ;;
          build*) exit "${BUILD:-0}" ;;
          push*) exit "${REGISTRY:-0}" ;;
          image*) printf '%s\n' "$DIGESTS" ;;
        esac
        """;

    private readonly PrivateFolder _folder = new("build");

    /// <param name="edit">Changes the pins.</param>
    public BuildRun(Func<string, string>? edit = null)
    {
        foreach (var file in Directory.GetFiles(Repository.File("images"), "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(Repository.Root, file);
            var text = File.ReadAllText(file);
            if (Path.GetExtension(file) == ".sh")
            {
                _folder.WriteProgram(name, text);
            }
            else
            {
                _folder.Write(name, Path.GetFileName(file) == "pins.env" && edit is not null ? edit(text) : text);
            }
        }

        _folder.WriteProgram("programs/docker", Docker);
        Variables = new(StringComparer.Ordinal)
        {
            ["PATH"] = $"{_folder["programs"]}:/usr/bin:/bin",
            ["TMPDIR"] = _folder.Make("tmp"),
            ["DIGESTS"] = $"elsewhere.example.com/postgres@sha256:{new string('b', 64)}\n{Image[..Image.LastIndexOf(':')]}@{Digest}",
        };
    }

    /// <summary>Its parameters.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>Calls of Docker, one line each.</summary>
    public string[] Calls => Directory.GetFiles(_folder["images"], "calls").SelectMany(File.ReadAllLines).ToArray();

    /// <summary>Calls of the Docker command of that name.</summary>
    public string[] CallsOf(string command) => [.. Calls.Where(call => call.StartsWith(command + " ", StringComparison.Ordinal))];

    /// <summary>A path where it runs.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Temporary files that the build left.</summary>
    public string[] Leftovers => [.. Directory.GetFileSystemEntries(_folder["tmp"]), .. Directory.GetFiles(_folder.Root, "*.part")];

    /// <summary>Takes Docker away, also the machine's own.</summary>
    public void WithoutDocker()
    {
        Variables["PATH"] = _folder.Make("few");
        foreach (var program in (string[])["bash", "dirname"])
        {
            File.CreateSymbolicLink(_folder["few", program], $"/usr/bin/{program}");
        }
    }

    /// <summary>Writes a file where it runs.</summary>
    public void Write(string name, string text)
    {
        _folder.Make(Path.GetDirectoryName(name)!);
        _folder.Write(name, text);
    }

    public ScriptResult Build(params string[] arguments) => _folder.Run([_folder["images", "build.sh"], .. arguments], Variables);

    public void Dispose() => _folder.Dispose();
}
