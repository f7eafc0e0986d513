namespace PostPress.Client.Tests.Support;

/// <summary>Rows of a theory.</summary>
internal static class Rows
{
    public static TheoryData<T1, T2> Of<T1, T2>(IEnumerable<(T1 First, T2 Second)> rows)
    {
        var data = new TheoryData<T1, T2>();
        foreach (var (first, second) in rows)
        {
            data.Add(first, second);
        }

        return data;
    }
}
