using System.Management.Automation;

namespace PostPress.PowerShell.Tests;

/// <summary>Every type that the API documents, by the account that names it.</summary>
public sealed class ErrorTypeTests(ErrorTypeTests.Sandbox sandbox) : IClassFixture<ErrorTypeTests.Sandbox>
{
    public static TheoryData<int, string> Types { get; } = ReadTypes();

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_type_has_its_id_category_target_and_action(int status, string type)
    {
        var account = "acc_error_" + type;
        var error = sandbox.Runspace.Run($"Get-PostPressRelation {account} -MaximumRetryCount 0").OnlyError;

        Assert.Equal($"{type},PostPress.Commands.GetPostPressRelationCommand", error.FullyQualifiedErrorId);
        Assert.Equal(CategoryOf(status), error.CategoryInfo.Category);
        Assert.Equal(account, error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Contains(error.ErrorDetails.RecommendedAction, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(error.ErrorDetails.RecommendedAction, error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_exception_carries_what_the_api_said(int status, string type)
    {
        var exception = PSObject.AsPSObject(sandbox.Runspace.Run($"Get-PostPressRelation acc_error_{type} -MaximumRetryCount 0").OnlyError.Exception);

        Assert.Equal("PostPress.PostPressApiException", exception.BaseObject.GetType().FullName);
        Assert.Equal(status, exception.Properties["Status"].Value);
        Assert.Equal("errors/" + type, exception.Properties["Type"].Value);
        Assert.Equal("acc_error_" + type, exception.Properties["AccountId"].Value);
        Assert.Equal(0L, exception.Properties["RelationsWritten"].Value);
        Assert.Null(exception.Properties["Cursor"].Value);
        Assert.StartsWith("req_sandbox_", (string)exception.Properties["RequestId"].Value, StringComparison.Ordinal);
        Assert.NotEmpty((string)exception.Properties["Title"].Value);
        Assert.NotEmpty((string)exception.Properties["Detail"].Value);
    }

    private static ErrorCategory CategoryOf(int status) => status switch
    {
        400 => ErrorCategory.InvalidArgument,
        401 => ErrorCategory.AuthenticationError,
        403 => ErrorCategory.PermissionDenied,
        404 => ErrorCategory.ObjectNotFound,
        429 => ErrorCategory.LimitsExceeded,
        500 => ErrorCategory.InvalidResult,
        501 => ErrorCategory.NotImplemented,
        503 => ErrorCategory.ResourceUnavailable,
        504 => ErrorCategory.OperationTimeout,
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    private static TheoryData<int, string> ReadTypes()
    {
        var types = new TheoryData<int, string>
        {
            { 400, "invalid_parameters" }, { 400, "missing_parameters" }, { 400, "malformed_request" }, { 400, "limit_too_high" },
        };
        foreach (var row in TestData.Read("error-types.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var columns = row.Split(',', 3);
            types.Add(int.Parse(columns[0], System.Globalization.CultureInfo.InvariantCulture), columns[1]["errors/".Length..]);
        }

        return types;
    }

    /// <summary>One sandbox for the whole table.</summary>
    public sealed class Sandbox : IDisposable
    {
        public Sandbox() => Runspace.ConnectSandbox();

        internal ModuleRunspace Runspace { get; } = new();

        public void Dispose() => Runspace.Dispose();
    }
}
