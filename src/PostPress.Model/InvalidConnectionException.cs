namespace PostPress;

/// <summary>A key or an address that can't be used; said at once, before anything is sent. Its message never holds the key.</summary>
public sealed class InvalidConnectionException : ArgumentException
{
    /// <summary>Makes the refusal.</summary>
    /// <param name="id">The stable id, e.g. <c>BaseUriNotHttps</c>.</param>
    /// <param name="message">What is wrong and what to give instead.</param>
    /// <param name="recommendedAction">What to do now.</param>
    public InvalidConnectionException(string id, string message, string recommendedAction)
        : base($"{message} {recommendedAction}")
    {
        Id = id;
        Summary = message;
        RecommendedAction = recommendedAction;
    }

    /// <summary>The stable id of the refusal.</summary>
    public string Id { get; }

    /// <summary>What is wrong.</summary>
    public string Summary { get; }

    /// <summary>What to do now.</summary>
    public string RecommendedAction { get; }
}
