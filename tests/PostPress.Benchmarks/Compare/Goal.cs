namespace PostPress.Benchmarks;

/// <summary>A goal, and what was measured for it.</summary>
internal sealed record Goal(string What, string Wanted, string Measured, bool Holds)
{
    public static Goal AtLeast(string what, double limit, double measured) => new(what, $"≥ {limit:0.##} ×", Text(measured, "×"), measured >= limit);

    public static Goal AtMost(string what, double limit, double measured, string unit = "×") =>
        new(what, $"≤ {limit:0.##} {unit}", Text(measured, unit), measured <= limit);

    public static void Print(IEnumerable<Goal> goals)
    {
        Console.WriteLine("| what | goal | measured | holds |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var goal in goals)
        {
            Console.WriteLine($"| {goal.What} | {goal.Wanted} | {goal.Measured} | {(goal.Holds ? "yes" : "no")} |");
        }
    }

    private static string Text(double measured, string unit) => $"{measured:0.00#} {unit}";
}
