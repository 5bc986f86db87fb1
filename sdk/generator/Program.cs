using Infra.SdkGenerator;

var root = Repository.Root();
if (args is ["contracts", .. var rest])
{
    var assembly = rest is [var path] ? path : Path.Combine(root, "artifacts", "bin", "Sdk", "debug", "Pulumi.Offline.dll");
    foreach (var (package, lines) in ApiContracts.Rewrite(root, assembly))
    {
        Console.WriteLine($"sdk/contracts/{package}.api.txt: {lines} lines.");
    }

    return 0;
}

var listings = args.Length > 0 ? args[0] : Repository.Listings(root);
if (!Directory.Exists(listings))
{
    Console.Error.WriteLine($"No folder '{listings}' with the official listings (Pulumi.*.api.txt). Give its path as the argument.");
    return 1;
}

var target = Path.Combine(root, "sdk", "Generated");
var files = SdkSources.Generate(listings);
if (Directory.Exists(target))
{
    Directory.Delete(target, recursive: true);
}

foreach (var (name, content) in files)
{
    var file = Path.Combine(target, name);
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.WriteAllText(file, content);
}

Console.WriteLine($"{files.Count} files, {files.Values.Sum(f => f.AsSpan().Count('\n'))} lines in sdk/Generated.");
return 0;
