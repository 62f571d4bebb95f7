using DrumClassification;

Console.WriteLine(args is [string path] ? DrumClassifier.Classify(path).ToString() : "Give the path of one sound.");
