using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>Calls of one group: each reads a body or a query, works on the store under its lock, and answers.</summary>
internal sealed class Calls(IEndpointRouteBuilder routes, FakeStore store, FakeMlflowOptions options)
{
    internal const string Api = "/api/2.0/mlflow/";

    internal FakeStore Store => store;

    internal FakeMlflowOptions Options => options;

    internal void Get(string call, Func<IQueryCollection, object> answer) =>
        routes.MapGet(Api + call, context => AnswerAsync(context, () => answer(context.Request.Query)));

    internal void Post(string call, Func<JObject, object> answer) => Post(call, (body, _) => answer(body));

    internal void Post(string call, Func<JObject, long, object> answer) => routes.MapPost(Api + call, context => BodyAsync(context, answer));

    internal void Patch(string call, Func<JObject, object> answer) => routes.MapPatch(Api + call, context => BodyAsync(context, (body, _) => answer(body)));

    internal void Raw(string method, string path, Func<HttpContext, Task> answer) => routes.MapMethods(path, [method], async context =>
    {
        try
        {
            await answer(context);
        }
        catch (Refusal refusal)
        {
            await RefuseAsync(context, refusal);
        }
    });

    private async Task BodyAsync(HttpContext context, Func<JObject, long, object> answer)
    {
        try
        {
            var (body, bytes) = await CallBody.ReadAsync(context.Request);
            await AnswerAsync(context, () => answer(body, bytes));
        }
        catch (Refusal refusal)
        {
            await RefuseAsync(context, refusal);
        }
    }

    private async Task AnswerAsync(HttpContext context, Func<object> answer)
    {
        try
        {
            object body;
            lock (store.Lock)
            {
                body = answer();
            }

            await Answer.WriteAsync(context.Response, body);
        }
        catch (Refusal refusal)
        {
            await RefuseAsync(context, refusal);
        }
    }

    private static Task RefuseAsync(HttpContext context, Refusal refusal) =>
        Answer.WriteAsync(context.Response, new { error_code = refusal.Code, message = refusal.Message }, refusal.Status);
}
