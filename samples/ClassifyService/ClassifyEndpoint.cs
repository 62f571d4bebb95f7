using DrumClassification;

namespace ClassifyService;

/// <summary>What <c>POST /classify</c> answers.</summary>
/// <param name="Label">The most probable class.</param>
/// <param name="Confidence">Its probability, 0 … 1.</param>
/// <param name="Uncertain">True where the sound may be none of the classes.</param>
/// <param name="Probabilities">The probability of every class.</param>
internal sealed record ClassifyResponse(string Label, float Confidence, bool Uncertain, IReadOnlyDictionary<string, float> Probabilities)
{
    public static ClassifyResponse From(Classification result) =>
        new(result.Label, result.Confidence, result.IsUncertain, result.Probabilities.ToDictionary(entry => entry.Label, entry => entry.Probability));
}

/// <summary><c>POST /classify</c>: a sound as the form's file or as the whole body.</summary>
internal static class ClassifyEndpoint
{
    public static async Task<IResult> HandleAsync(HttpRequest request, BatchQueue queue, ServiceOptions options, CancellationToken cancellationToken)
    {
        // Kestrel's limit on the request is the limit on this buffer.
        using MemoryStream sound = new();
        if (request.HasFormContentType)
        {
            IFormCollection form = await request.ReadFormAsync(cancellationToken);
            if (form.Files is not [IFormFile file])
            {
                return Results.Problem("Send exactly one file.", statusCode: StatusCodes.Status400BadRequest);
            }

            await file.CopyToAsync(sound, cancellationToken);
        }
        else
        {
            await request.Body.CopyToAsync(sound, cancellationToken);
        }

        sound.Position = 0;
        try
        {
            // Decoding runs on the request's thread, so that only the network waits in the queue.
            AudioClip clip = AudioDecoder.Decode(sound, new() { UseLibsndfile = options.UseLibsndfile });
            return queue.TryAdd(clip) is Task<Classification> result
                ? Results.Ok(ClassifyResponse.From(await result.WaitAsync(cancellationToken)))
                : Results.Problem("Too many sounds are waiting; try again.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (UnsupportedAudioException exception)
        {
            return Results.Problem(exception.Message, statusCode: StatusCodes.Status415UnsupportedMediaType);
        }
        catch (CorruptAudioException exception)
        {
            return Results.Problem(exception.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }
}
