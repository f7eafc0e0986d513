namespace PostPress.Client.Tests.Support;

/// <summary>How many cases the long tests try: few before each commit, all where POSTPRESS_TEST_SCALE is "full". They check the same at either size.</summary>
internal static class Scale
{
    public static bool IsFull { get; } = string.Equals(Environment.GetEnvironmentVariable("POSTPRESS_TEST_SCALE"), "full", StringComparison.OrdinalIgnoreCase);

    public static int Of(int few, int all) => IsFull ? all : few;

    /// <summary>Seeds from 1, a row each.</summary>
    public static TheoryData<int> Seeds(int few, int all) => [.. Enumerable.Range(1, Of(few, all))];
}
