using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using DrumClassification.Tooling.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DrumClassification.Cli.Browse;

/// <summary>The web server behind the page. It listens on 127.0.0.1 alone.</summary>
internal sealed class BrowseServer : IAsyncDisposable
{
    private const long MostBytesOfRequest = 16 << 20;

    private readonly WebApplication _app;
    private readonly BrowseGate _gate;

    private BrowseServer(WebApplication app, BrowseGate gate) => (_app, _gate) = (app, gate);

    /// <summary>Address of the page, with its token.</summary>
    public string Address => _gate.Address;

    /// <summary>Starts it.</summary>
    /// <param name="api">What it answers.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <exception cref="WrongUseException">The port is in use.</exception>
    public static async Task<BrowseServer> StartAsync(BrowseApi api, int port)
    {
        // Nothing of what a server reads from its surroundings: no settings files, no variables, no log.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = MostBytesOfRequest;
            options.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        WebApplication app = builder.Build();
        var gate = new BrowseGate();
        app.Use(next => context => AnswerAsync(gate, next, context));
        app.UseRouting();
        api.Map(app);
        try
        {
            await app.StartAsync();
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await app.DisposeAsync();
            throw new WrongUseException($"The page cannot be served on port {port}: {exception.Message} Name another one with --port.", exception);
        }

        gate.Use(new Uri(app.Urls.First()).Port);
        return new BrowseServer(app, gate);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Whoever still listens to a sound does not hold the end up.
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }

    private static async Task AnswerAsync(BrowseGate gate, RequestDelegate next, HttpContext context)
    {
        if (!gate.Admits(context))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("Refused. Open the whole address that 'drums browse' has printed.");
            return;
        }

        try
        {
            await next(context);
        }
        catch (BrowseRefusal refusal)
        {
            await TellAsync(context, refusal.Status, refusal.Message);
        }
        catch (Exception exception) when (exception is JsonException or BadHttpRequestException)
        {
            await TellAsync(context, StatusCodes.Status400BadRequest, "The request makes no sense: " + exception.Message);
        }
        catch (Exception exception) when (exception is DrumClassifierException or IOException or UnauthorizedAccessException)
        {
            await TellAsync(context, StatusCodes.Status500InternalServerError, exception.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
    }

    private static async Task TellAsync(HttpContext context, int status, string message)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsJsonAsync(new ErrorReply(message), BrowseJson.Default.ErrorReply);
        }
    }
}

/// <summary>A request that is answered with an error.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="message">What is wrong, and what to do.</param>
internal sealed class BrowseRefusal(int status, string message) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status => status;
}
