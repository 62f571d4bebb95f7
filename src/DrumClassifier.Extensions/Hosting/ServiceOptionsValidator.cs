using Microsoft.Extensions.Options;

namespace DrumClassification;

/// <summary>Checks the options when the host starts, before any request.</summary>
internal sealed class ServiceOptionsValidator : IValidateOptions<DrumClassifierServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, DrumClassifierServiceOptions options)
    {
        List<string> problems = [.. options.Queue?.Problems() ?? ["Queue is null."]];
        try
        {
            options.ToClassifierOptions();
        }
        catch (ArgumentException exception)
        {
            problems.Add(exception.Message);
        }

        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
