using System.IO.Compression;

namespace PostPress.Client.Tests.Requests;

/// <summary>Bodies that are too large, broken, or not the API's.</summary>
public sealed class HostileBodyTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_small_body_that_expands_beyond_64_MiB_is_given_up(string encoding)
    {
        using var server = new RawServer(RawAnswers.Whole(200, Bomb(encoding, 65 * 1024 * 1024), $"Content-Encoding: {encoding}\r\n"));
        var failure = await ClientRun.FailureAsync(server.BaseUri);

        Assert.Equal((FailureKind.Protocol, "body_too_large"), (failure.Kind, failure.Id));
        Assert.Equal("The body has more than 64 MiB.", failure.Detail);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_body_that_never_ends_is_given_up()
    {
        using var server = new RawServer(RawAnswers.Endless(200));
        var failure = await ClientRun.FailureAsync(server.BaseUri);

        Assert.Equal((FailureKind.Protocol, "body_too_large"), (failure.Kind, failure.Id));
        Assert.Equal("The body has more than 64 MiB.", failure.Detail);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    public async Task An_error_body_that_never_ends_leaves_the_status(int status)
    {
        using var server = new RawServer(RawAnswers.Endless(status));
        var failure = await ClientRun.FailureAsync(server.BaseUri);

        Assert.Equal((FailureKind.Api, status), (failure.Kind, failure.Status));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 500\r\n\r\n{\"title\":")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"title\":")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!")]
    public async Task An_error_body_that_is_broken_leaves_the_status(string answer)
    {
        using var server = new RawServer(RawAnswers.Raw(answer));
        var failure = await ClientRun.FailureAsync(server.BaseUri);

        Assert.Equal((FailureKind.Api, 403, "http_403"), (failure.Kind, failure.Status, failure.Id));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"object\":\"UserRelationsList\",\"items\":[")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n{\"object\":\"UserRelationsList\",\"items\":[")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n{\"items\":[\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"items\":[")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"object\":\"UserRelationsList\",\"items\":[")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!")]
    public async Task A_truncated_body_is_retried_and_then_is_body_truncated(string answer)
    {
        using var recovering = new RawServer(RawAnswers.Raw(answer), RawAnswers.Whole(200, RawAnswers.LastPage));
        using var client = ClientRun.Open(recovering.BaseUri);
        Assert.Equal(["ACoAA1"], await ClientRun.MembersAsync(client));

        using var server = new RawServer(RawAnswers.Raw(answer));
        var failure = await ClientRun.FailureAsync(server.BaseUri, ClientRun.Hasty with { MaximumRetryCount = 3 });
        Assert.Equal((FailureKind.Truncated, "body_truncated"), (failure.Kind, failure.Id));
        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, " \r\n ")]
    [InlineData(204, "")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, "null")]
    [InlineData(200, "<html>Please sign in</html>")]
    [InlineData(200, """{"title":"Not found","type":"errors/resource_not_found","status":404}""")]
    public async Task A_success_without_a_list_is_an_error_and_never_an_empty_list(int status, string body)
    {
        using var server = new RawServer(RawAnswers.Whole(status, body));
        var failure = await ClientRun.FailureAsync(server.BaseUri);

        Assert.Equal((FailureKind.Protocol, "not_a_list", status), (failure.Kind, failure.Id, failure.Status));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_page_of_a_gateway_is_quoted_in_short()
    {
        var html = "<html><head><title>502 Bad Gateway</title></head>\r\n<body>" + new string('x', 5000) + "</body></html>";
        using var server = new RawServer(RawAnswers.Whole(502, html, "Content-Type: text/html\r\n"));
        var failure = await ClientRun.FailureAsync(server.BaseUri, ClientRun.Hasty with { MaximumRetryCount = 0 });

        Assert.Equal((FailureKind.Api, "http_502", 502), (failure.Kind, failure.Id, failure.Status));
        Assert.Contains("<title>502 Bad Gateway</title>", failure.Detail, StringComparison.Ordinal);
        Assert.InRange(failure.Detail!.Length, 50, 200);
        Assert.Contains(failure.Detail, failure.Message, StringComparison.Ordinal);
    }

    private static byte[] Bomb(string encoding, int size)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            var blanks = new byte[1024 * 1024];
            blanks.AsSpan().Fill((byte)' ');
            for (var written = 0; written < size; written += blanks.Length)
            {
                packer.Write(blanks);
            }
        }

        return packed.ToArray();
    }
}
