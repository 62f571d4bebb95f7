using ClassifyService;
using DrumClassification;
using Microsoft.AspNetCore.Http.Features;

// curl -F file=@snare.wav http://localhost:5000/classify        or        curl --data-binary @snare.wav http://localhost:5000/classify
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
ServiceOptions options = builder.Configuration.Get<ServiceOptions>() ?? new();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = options.MaxUploadBytes);
builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = options.MaxUploadBytes);
builder.Services.AddProblemDetails();
builder.Services.AddSingleton(options);
builder.Services.AddSingleton(DrumClassifier.Create(new() { Provider = options.Provider, BatchSize = options.BatchSize }));
builder.Services.AddSingleton<BatchQueue>();
builder.Services.AddHostedService(services => services.GetRequiredService<BatchQueue>());
builder.Services.AddHealthChecks().AddCheck<ClassifierHealthCheck>("classifier");

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
