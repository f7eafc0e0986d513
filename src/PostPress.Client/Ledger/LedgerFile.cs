using System.Text;
using System.Text.Json.Serialization;

namespace PostPress.Client;

/// <summary>
/// The ledger of one account: a file that one process at a time reads and changes, for a moment. After a crash it is the old one or the new one.
/// </summary>
internal sealed class LedgerFile
{
    /// <summary>What the names of ledgers end with.</summary>
    public const string Suffix = ".usage";

    private const string SetAsideSuffix = ".damaged";

    // About six seconds; whoever has it open needs milliseconds.
    private const int MostTries = 400;

    // A day of calls needs a tenth of it.
    private const long MostBytes = 1 << 20;

    private readonly ClientOptions _options;
    private readonly string _path;
    private readonly AccountUsage _nothing;

    /// <summary>Makes it for an account, in <see cref="ClientOptions.LedgerFolder"/>.</summary>
    public LedgerFile(ClientOptions options, string baseUri, string accountId)
    {
        _options = options;
        _nothing = new AccountUsage { BaseUri = baseUri, AccountId = accountId };
        _path = Path.Combine(options.LedgerFolder!, NameOf(_nothing));
    }

    /// <summary>Has the ledger changed while nobody else can; what comes back as it was given is not written.</summary>
    /// <exception cref="IOException">It can't be read or written, or is in use all the time.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read or written.</exception>
    public async Task ChangeAsync(Func<AccountUsage, DateTimeOffset, AccountUsage> change, CancellationToken cancellation)
    {
        CreateFolder(_options.LedgerFolder!);
        using var alone = await LockAsync(cancellation).ConfigureAwait(false);
        // Not before: a moment that was taken earlier than another process wrote would look like a clock that was set back.
        var now = _options.Clock.GetUtcNow();
        var written = Read();
        var usage = written.At(now);
        var changed = change(usage, now);
        // A clock that was set back is taken note of, or what is to be waited for would never come nearer.
        if (!ReferenceEquals(changed, usage) || now < written.ChangedAt)
        {
            FileAt(_path).Write(changed with { ChangedAt = now });
        }
    }

    /// <summary>What the ledger says now, without waiting for anybody; <see langword="null"/> where there is none.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public AccountUsage? Peek() => TryRead(_path)?.At(_options.Clock.GetUtcNow());

    /// <summary>Takes the ledger away. Its lock stays: two processes with a lock each would not see each other.</summary>
    public async Task DeleteAsync(CancellationToken cancellation)
    {
        using var alone = await LockAsync(cancellation).ConfigureAwait(false);
        FileAt(_path).Delete();
        File.Delete(_path + SetAsideSuffix);
    }

    /// <summary>Reads a ledger of any account, without waiting for anybody; <see langword="null"/> where the file is none.</summary>
    public static AccountUsage? TryRead(string path)
    {
        try
        {
            return FileKinds.Of(path) == FileKind.Regular && new FileInfo(path).Length <= MostBytes
                && FileAt(path).Read(out var usage) == StateFileCondition.Sound && Path.GetFileName(path) == NameOf(usage!)
                ? usage
                : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static StateFile<AccountUsage> FileAt(string path) => new(path, LedgerContext.Default.AccountUsage, usage => usage.Version == AccountUsage.CurrentVersion);

    private static string NameOf(AccountUsage usage) => ContentHash.Of(Encoding.UTF8.GetBytes($"{usage.BaseUri}\n{usage.AccountId}")) + Suffix;

    private AccountUsage Read()
    {
        if (TryRead(_path) is { } usage)
        {
            return usage;
        }

        // One place for all of them: a file that is damaged again and again must not fill the folder.
        var aside = _path + SetAsideSuffix;
        try
        {
            Replacement.Move(_path, aside);
        }
        catch (FileNotFoundException)
        {
            return _nothing;
        }

        _options.Observer?.Invoke(RunNotice.LedgerSetAside(_nothing.AccountId, aside));
        return _nothing;
    }

    private async Task<IDisposable> LockAsync(CancellationToken cancellation)
    {
        var path = _path + ".lock";
        CheckKinds(path);
        for (var tries = 1; ; tries++)
        {
            if (FileLock.TryAcquire(path, isKept: true) is { } alone)
            {
                return alone;
            }

            if (tries == MostTries)
            {
                throw new IOException($"'{path}' is locked by another process");
            }

            // Not all at the same beat.
            await _options.WaitAsync(TimeSpan.FromMilliseconds(5 + (tries * 7 + Environment.CurrentManagedThreadId) % 20), cancellation).ConfigureAwait(false);
        }
    }

    // A link is not followed: someone else may have put it there, to have us write where it leads.
    private static void CreateFolder(string path)
    {
        var trimmed = path.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        switch (FileKinds.Of(trimmed.Length > 0 ? trimmed : path))
        {
            case FileKind.Folder:
                break;
            case FileKind.None:
                CreatePrivateFolder(path);
                break;
            default:
                throw new IOException($"'{path}' is a link, or no folder");
        }
    }

    private static void CreatePrivateFolder(string path)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }

    // As for the folder.
    private void CheckKinds(string lockPath)
    {
        foreach (var path in new[] { _path, _path + "~", lockPath })
        {
            if (FileKinds.Of(path) is not (FileKind.None or FileKind.Regular))
            {
                throw new IOException($"'{path}' is a link, or no regular file");
            }
        }
    }
}

[JsonSerializable(typeof(AccountUsage))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class LedgerContext : JsonSerializerContext;
