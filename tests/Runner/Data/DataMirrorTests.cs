using Reply = ExperimentRunner.Tests.Runner.Data.DataServer.Reply;

namespace ExperimentRunner.Tests.Runner.Data;

public sealed class DataMirrorTests : IDisposable
{
    private const string Published = "/published/numbers.bin";
    private const string Mirrored = "/mirror/numbers/numbers.bin";

    private readonly FetchedFiles files = new();

    private DataServer Server => files.Server;

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_mirror_folder_is_asked_first()
    {
        await files.FetchAsync(MirrorFolder(files.Content));
        files.ShouldBeFetched();
        Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_mirror_may_hold_links_to_files()
    {
        var mirror = MirrorFolder([]);
        var real = Path.Combine(mirror, "elsewhere");
        File.WriteAllBytes(real, files.Content);
        File.Delete(Path.Combine(mirror, "numbers", "numbers.bin"));
        File.CreateSymbolicLink(Path.Combine(mirror, "numbers", "numbers.bin"), real);

        await files.FetchAsync(mirror);

        files.ShouldBeFetched();
        Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_folder_of_data_may_hold_links_to_files_too()
    {
        var real = Path.Combine(files.Folder("elsewhere"), "real");
        Directory.CreateDirectory(Path.GetDirectoryName(real)!);
        File.WriteAllBytes(real, files.Content);
        Directory.CreateDirectory(Path.GetDirectoryName(files.Target)!);
        File.CreateSymbolicLink(files.Target, real);

        await files.FetchAsync();

        files.ShouldBeFetched();
        Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_no_file_in_a_mirror_comes_from_the_publisher()
    {
        var mirror = MirrorFolder([]);
        File.Delete(Path.Combine(mirror, "numbers", "numbers.bin"));
        File.CreateSymbolicLink(Path.Combine(mirror, "numbers", "numbers.bin"), "/dev/zero");

        await files.FetchAsync(mirror);

        files.ShouldBeFetched();
        files.Lines[0].Should().Contain("numbers.bin is a device, not a file");
    }

    [Fact]
    public async Task A_mirror_on_the_web_is_asked_first()
    {
        Server.Put(Mirrored, files.Content);
        await files.FetchAsync($"{Server.Address}/mirror/");
        files.ShouldBeFetched();
        Server.Requests.Should().Equal(Mirrored);
    }

    [Fact]
    public async Task What_a_mirror_lacks_comes_from_the_publisher()
    {
        var mirror = files.Folder("mirror");
        await files.FetchAsync(mirror);
        files.ShouldBeFetched();
        files.Lines.Should().Equal($"numbers/numbers.bin cannot be had from {mirror}/numbers/numbers.bin: it is not there", "fetched numbers/numbers.bin");
    }

    [Fact]
    public async Task What_is_damaged_in_a_mirror_comes_from_the_publisher()
    {
        var mirror = MirrorFolder(FetchedFiles.ContentOf(2));
        await files.FetchAsync(mirror);
        files.ShouldBeFetched();
        files.Lines[0].Should().Contain(mirror).And.Contain("has SHA-256");
        Server.Requests.Should().Equal(Published);
    }

    [Fact]
    public async Task Every_place_that_failed_is_told()
    {
        var mirror = MirrorFolder([1, 2, 3]);
        Server.Next(new Reply { Status = 403 });
        (await files.FailAsync(mirror)).Should().Contain($"{mirror}/numbers/numbers.bin: it has 3 bytes, expected 300000").And.Contain("answers 403");
    }

    [Fact]
    public async Task A_mirror_that_is_no_address_is_a_clear_error() =>
        (await files.FailAsync("http://")).Should().Be("EXPERIMENT_DATA_MIRROR is 'http://', which is not a web address");

    private string MirrorFolder(byte[] content)
    {
        var mirror = files.Folder("mirror");
        Directory.CreateDirectory(Path.Combine(mirror, "numbers"));
        File.WriteAllBytes(Path.Combine(mirror, "numbers", "numbers.bin"), content);
        return mirror;
    }
}
