using ClassifyService;
using Microsoft.AspNetCore.Http.Features;

// curl -F file=@snare.wav http://localhost:5000/classify
// curl --data-binary @snare.wav http://localhost:5000/classify
// curl http://localhost:5000/health
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
int maxUploadBytes = builder.Configuration.GetValue("MaxUploadBytes", 16 << 20);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Limits.MaxRequestBodySize = maxUploadBytes;

    // The server keeps this much of each body that waits for its turn, and 1 MiB if nobody says so: a thousand of those are a gigabyte.
    kestrel.Limits.MaxRequestBufferSize = builder.Configuration.GetValue("BUF", 64 << 10);

    // Twice what the queue lets wait; the rest are closed at once, before they cost anything.
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
