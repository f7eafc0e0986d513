using System.Reflection;

namespace PostPress.Package;

/// <summary>
/// <c>stage</c> copies out/PostPress to a folder and adds what a package has and a build has not; <c>pack</c> makes the archives from it.
/// Two steps, so that a signature can come between them.
/// </summary>
internal static class Program
{
    private static readonly string Root = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "RepositoryRoot").Value!;

    private static int Main(string[] arguments)
    {
        if (arguments is not ["stage" or "pack", ..] || arguments.Length > 2)
        {
            Console.Error.WriteLine("Usage: PostPress.Package (stage | pack) [FOLDER; artifacts if not given]");
            return 2;
        }

        try
        {
            var artifacts = Path.GetFullPath(arguments.Length > 1 ? arguments[1] : Path.Combine(Root, "artifacts"));
            var staged = Path.Combine(artifacts, "PostPress");
            if (arguments[0] == "stage")
            {
                Stage.Make(Root, Path.Combine(Root, "out", "PostPress"), staged, CommitDate.Of(Root));
                Console.WriteLine(staged);
            }
            else
            {
                foreach (var file in Packages.Make(staged, artifacts, CommitDate.Of(Root)))
                {
                    Console.WriteLine($"{new FileInfo(file).Length,10:N0}  {file}");
                }
            }

            return 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
