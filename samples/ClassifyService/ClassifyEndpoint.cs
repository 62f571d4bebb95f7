using DrumClassification;
using Microsoft.Net.Http.Headers;

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
    /// <summary>COR_E_IO, the code of an exception that nothing but a message belongs to; those of a disk have codes of the system.</summary>
    private const int EndOfForm = unchecked((int)0x80131620);

    public static async Task<IResult> HandleAsync(HttpRequest request, DrumClassifierQueue queue, CancellationToken cancellationToken)
    {
        try
        {
            // curl --data-binary calls whatever it sends application/x-www-form-urlencoded; only a multipart form has files.
            if (!IsMultipart(request))
            {
                return Results.Ok(ClassifyResponse.From(await queue.ClassifyAsync(request.Body, cancellationToken)));
            }

            IFormCollection form = await request.ReadFormAsync(cancellationToken);
            if (form.Files is not [IFormFile file])
            {
                return Refused("Send exactly one file.");
            }

            await using Stream sound = file.OpenReadStream();
            return Results.Ok(ClassifyResponse.From(await queue.ClassifyAsync(sound, cancellationToken)));
        }
        catch (DrumClassifierException exception) when (exception.HttpStatusCode() != StatusCodes.Status500InternalServerError)
        {
            return Results.Problem(exception.Message, statusCode: exception.HttpStatusCode());
        }
        catch (InvalidDataException exception)
        {
            return Refused($"The form cannot be read: {exception.Message}");
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && exception.HResult == EndOfForm)
        {
            return Refused("The form breaks off.");
        }
    }

    private static bool IsMultipart(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    private static IResult Refused(string problem) => Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
}
