using Infra.Cli;
using Infra.Cli.Output;

var terminal = new Terminal(Environment.CurrentDirectory, Terminal.IsColored());
var exitCode = await App.RunAsync(args, terminal);
terminal.Flush();
return exitCode;
