using System.Reflection;

namespace DrumClassification.Tooling.Terminal;

/// <summary>
/// What is said where something failed that nothing above could deal with, such as a library that cannot be loaded because the process
/// may open no more files. A crash with its dump would say less to a user, and nothing to a script.
/// </summary>
internal static class LastWords
{
    /// <summary>Says why the process ends.</summary>
    /// <returns>Its exit code.</returns>
    public static int Say(Exception exception) => Say(exception, text => Console.Error.WriteLine($"error: {Printable.Of(text)}"));

    /// <summary>Says why the process ends.</summary>
    /// <param name="exception">Why.</param>
    /// <param name="write">Where to say it.</param>
    /// <returns>Its exit code.</returns>
    public static int Say(Exception exception, Action<string> write)
    {
        try
        {
            write(For(exception));
        }
        catch (Exception)
        {
            SayPlainly("error: This process may not open enough files, or has too little memory, to go on ('ulimit -a').\n"u8);
        }

        return ExitCode.SomeFailed;
    }

    /// <summary>Says that the process may open too few files to begin.</summary>
    /// <returns>Its exit code.</returns>
    public static int SayTooFewFiles()
    {
        SayPlainly("error: This process may open too few files for this program to work; allow it 256 ('ulimit -n 256'). Nothing was done.\n"u8);
        return ExitCode.SomeFailed;
    }

    /// <summary>Does the same for what fails on another thread, which would end the process at once.</summary>
    public static void SayOnOtherThreads() =>
        AppDomain.CurrentDomain.UnhandledException += static (_, failed) =>
            Environment.Exit(failed.ExceptionObject is Exception exception ? Say(exception) : ExitCode.SomeFailed);

    /// <summary>What a user is told of a failure that is no file's.</summary>
    public static string For(Exception exception)
    {
        Exception cause = exception;
        while (cause is TypeInitializationException or AggregateException or TargetInvocationException or TaskSchedulerException
            && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return cause switch
        {
            OutOfMemoryException => "There is not enough memory to go on. Files that were not dealt with are where they were.",
            DllNotFoundException => Unloaded(cause),
            _ when ProgramFault.Is(cause) => Unloaded(cause),
            IOException or UnauthorizedAccessException or DrumClassifierException => cause.Message,
            _ => $"{cause.GetType().Name}: {cause.Message} This is a mistake in the program; please report it with the command you gave.",
        };
    }

    /// <summary>Says it with nothing that would have to be loaded first.</summary>
    private static void SayPlainly(ReadOnlySpan<byte> text)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && Descriptors.IsInherited(Descriptors.Error))
            {
                _ = Descriptors.Write(Descriptors.Error, text);
            }
        }
        catch (Exception)
        {
            // The exit code has to do.
        }
    }

    private static string Unloaded(Exception cause) =>
        $"A part of this program cannot be loaded: {cause.Message.Trim()} If it is installed whole, this process may not open enough files ('ulimit -n').";
}
