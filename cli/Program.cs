using Infra.Cli;
using Infra.Cli.Output;

var terminal = Terminal.OfProcess();
return terminal.Flush(await App.RunAsync(args, terminal));
