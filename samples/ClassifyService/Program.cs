using ClassifyService;
using Microsoft.AspNetCore.Http.Features;

// curl -F file=@snare.wav http://localhost:5000/classify
// curl --data-binary @snare.wav http://localhost:5000/classify
// curl http://localhost:5000/health
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
int maxUploadBytes = builder.Configuration.GetValue("MaxUploadBytes", 16 << 20);

// What the server keeps of a body that waits for its turn: received (the socket's buffer) and, with HTTPS, decrypted (the request's). Both are 1 MiB if nobody says so.
const int WaitingBytes = 32 << 10;
builder.WebHost.UseSockets(sockets => sockets.MaxReadBufferSize = WaitingBytes);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Limits.MaxRequestBodySize = maxUploadBytes;
    kestrel.Limits.MaxRequestBufferSize = WaitingBytes;

    // Twice what the queue lets wait; the rest are closed before they cost anything.
    kestrel.Limits.MaxConcurrentConnections = 2000;
});
builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = maxUploadBytes);
builder.Services.AddProblemDetails();

// Everything of DrumClassifierServiceOptions may be set in appsettings.json, the environment or here: --DrumClassifier:Queue:Capacity 128
builder.Services.AddDrumClassifier(builder.Configuration.GetSection("DrumClassifier"));
builder.Services.AddHealthChecks().AddDrumClassifier();

WebApplication app = builder.Build();
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    // A request that is too large (413) or breaks off (400) is the client's fault, not the server's.
    StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
});
app.UseStatusCodePages();
app.MapPost("/classify", ClassifyEndpoint.HandleAsync);
app.MapHealthChecks("/health");
app.Run();
