using Infra.Cli;
using Infra.Cli.Output;

// A preview allocates some 20 MB and ends: collecting garbage once would take a twelfth of its time.
const long NoCollectionBelow = 64L << 20;

_ = GC.TryStartNoGCRegion(NoCollectionBelow);
var terminal = Terminal.OfProcess();
return terminal.Flush(await App.RunAsync(args, terminal));
