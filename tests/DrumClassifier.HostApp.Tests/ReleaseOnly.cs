namespace DrumClassification.Tests;

/// <summary>Tests of what only a release makes, because making it takes minutes.</summary>
internal static class ReleaseOnly
{
    private const string Variable = "DRUMS_TEST_RELEASE";

    /// <summary>Skips the test, visibly, unless the environment asks for it.</summary>
    /// <param name="reason">Why it takes so long.</param>
    public static void SkipUnlessAskedFor(string reason) =>
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Variable) == "1", $"{reason}; {Variable}=1 runs it");
}
