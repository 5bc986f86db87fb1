using Infra.Bench;

return args switch
{
    [] => Comparison.Run(runs: 5),
    ["--runs", var runs] when int.TryParse(runs, out var count) && count is > 0 and <= 50 => Comparison.Run(count),
    ["install", .. var durations] => await Installation.RunAsync(durations),
    ["synthetic", var resources] when int.TryParse(resources, out var count) && count > 0 => await SyntheticStack.RunAsync(count),
    ["synthetic-diff", var resources] when int.TryParse(resources, out var count) && count > 0 => await SyntheticStack.DiffAsync(count),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project bench [-- --runs N | install [step=seconds ...]]");
    return 2;
}
