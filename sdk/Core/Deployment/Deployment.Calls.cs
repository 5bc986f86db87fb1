namespace Pulumi;

/// <content>Calls of functions and methods.</content>
public sealed partial class Deployment
{
    internal Output<T> Invoke<T>(string token, InvokeArgs? args, InvokeOptions? options)
        => Result<T>(Start(new FunctionCall(this, token, args ?? InvokeArgs.Empty, options?.Provider ?? options?.Parent?.GetProvider(token))
        {
            DependsOn = (options as InvokeOutputOptions)?.DependsOnIfAny,
            StopsAtUnknown = true,
        }));

    internal Output<T> InvokeSingle<T>(string token, InvokeArgs? args, InvokeOptions? options)
        => Invoke<System.Collections.Immutable.ImmutableDictionary<string, T>>(token, args, options)
            .Apply(members => members.Values.First());

    internal Output<T> Call<T>(string token, CallArgs? args, Resource? self, CallOptions? options)
        => Result<T>(Start(new FunctionCall(
            this,
            token,
            args ?? CallArgs.Empty,
            self is not null ? self.Provider : options?.Provider ?? options?.Parent?.GetProvider(token))
        {
            Self = self,
        }));

    internal Task CallAsync(string token, InvokeArgs? args, InvokeOptions? options)
        => Start(Awaited(token, args, options));

    internal async Task<T> InvokeAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var call = await Start(Awaited(token, args, options)).ConfigureAwait(false);
        return (T)OutputTypes.Convert(call.Result!.Values, typeof(T))!;
    }

    internal async Task<T> InvokeSingleAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var members = await InvokeAsync<System.Collections.Immutable.ImmutableDictionary<string, T>>(token, args, options)
            .ConfigureAwait(false);
        return members.Values.First();
    }

    private FunctionCall Awaited(string token, InvokeArgs? args, InvokeOptions? options)
        => new(this, token, args ?? InvokeArgs.Empty, options?.Provider ?? options?.Parent?.GetProvider(token)) { IsAwaited = true };

    private static Output<T> Result<T>(Task<FunctionCall> call)
    {
        return call.IsCompletedSuccessfully ? Read(call.Result) : Output<T>.Later(After(call));

        static async Task<Output<T>> After(Task<FunctionCall> call) => Read(await call.ConfigureAwait(false));

        static Output<T> Read(FunctionCall call)
        {
            if (call.Result is not { } result)
            {
                return Output<T>.Unknown(default!);
            }

            OutputTypes.Check("result", typeof(T));
            return Output<T>.Of(
                result.IsKnown ? (T)OutputTypes.Convert(result.Values, typeof(T))! : default!,
                result.IsKnown,
                result.IsSecret,
                call.Dependencies);
        }
    }

    // The failure of a call whose result is not awaited must not end the process: it is reported to the run.
    private Task<FunctionCall> Start(FunctionCall call)
    {
        Perform(call);
        _ = call.Done.ContinueWith(
            static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return call.Done;
    }
}
