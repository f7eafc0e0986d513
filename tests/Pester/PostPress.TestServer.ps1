# A server that someone else wrote: plain sockets, one request a connection.

# Starts it with what it answers, in order: Status, Body, Header, or Never for no answer at all. The last answer is that to all later requests too.
# With a certificate it speaks TLS.
function Start-TestServer([hashtable[]] $Answer, [Security.Cryptography.X509Certificates.X509Certificate2] $Certificate) {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $server = [pscustomobject]@{
        Listener = $listener
        BaseUri = [uri] "$(if ($Certificate) { 'https' } else { 'http' })://127.0.0.1:$($listener.LocalEndpoint.Port)/v1"
        Requests = [Collections.ArrayList]::Synchronized([Collections.ArrayList]::new())
        PowerShell = [powershell]::Create()
    }
    $null = $server.PowerShell.AddScript({
        param($server, $answer, $certificate)
        $open = [Collections.ArrayList]::new()
        # Its listener is stopped: so is the server.
        while ($client = try { $server.Listener.AcceptTcpClient() } catch { $null }) {
            $null = $open.Add($client)
            $stream = $client.GetStream()
            if ($certificate) {
                $stream = [Net.Security.SslStream]::new($stream)
                # Who does not trust it goes away.
                try { $stream.AuthenticateAsServer($certificate) } catch { continue }
            }

            $reader = [IO.StreamReader]::new($stream, [Text.Encoding]::ASCII)
            if (-not ($first = try { $reader.ReadLine() } catch { $null })) {
                continue
            }

            $headers = @{}
            while ($line = $reader.ReadLine()) {
                $name, $value = $line -split ':\s*', 2
                $headers[$name] = $value
            }

            $path, $query = $first.Split(' ')[1] -split '\?', 2
            $parameters = @{}
            foreach ($pair in "$query".Split([char[]] '&', [StringSplitOptions]::RemoveEmptyEntries)) {
                $name, $value = $pair.Replace('+', ' ') -split '=', 2
                $parameters[$name] = [uri]::UnescapeDataString($value)
            }

            $next = $answer[[Math]::Min($server.Requests.Count, $answer.Count - 1)]
            $null = $server.Requests.Add([pscustomobject]@{ Path = $path; Query = $parameters; Headers = $headers })
            if ($next.Never) {
                continue
            }

            $status = if ($next.Status) { $next.Status } else { 200 }
            $body = [Text.Encoding]::UTF8.GetBytes("$($next.Body)")
            $head = @("HTTP/1.1 $status Status", 'Content-Type: application/json', "Content-Length: $($body.Length)", 'Connection: close') + @($next.Header | Where-Object { $_ })
            $bytes = [Text.Encoding]::ASCII.GetBytes(($head -join "`r`n") + "`r`n`r`n") + $body
            $stream.Write($bytes, 0, $bytes.Length)
            $client.Dispose()
        }

        $open | ForEach-Object Dispose
    }).AddArgument($server).AddArgument($Answer).AddArgument($Certificate).BeginInvoke()
    $server
}

function Stop-TestServer($Server) {
    $Server.Listener.Stop()
    $Server.PowerShell.Stop()
    $Server.PowerShell.Dispose()
}

# Starts a server and connects to it, without pauses; further parameters are those of Connect-PostPress.
function Connect-TestServer([hashtable[]] $Answer) {
    $server = Start-TestServer $Answer
    Connect-PostPress -ApiKey (ConvertTo-Key 'pp_test_0123456789abcdef') -BaseUri $server.BaseUri -PageDelaySec 0 -RetryIntervalSec 0 @args
    $server
}

# What the provider documents.
function Get-TestData([string] $Name) {
    Get-Content "$PSScriptRoot/../Data/$Name" -Raw -Encoding utf8
}
