using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Data;
using ExperimentRunner.Ledger;
using Reply = ExperimentRunner.Tests.Runner.Data.DataServer.Reply;

namespace ExperimentRunner.Tests.Runner.Data;

public sealed class DataFetcherTests : IDisposable
{
    private const string Published = "/published/numbers.bin";

    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(200);

    private readonly FetchedFiles files = new();

    private DataServer Server => files.Server;

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Fetches_a_file_once()
    {
        await files.FetchAsync();
        await files.FetchAsync();

        files.ShouldBeFetched();
        Server.Requests.Should().Equal(Published);
        files.Lines.Should().Equal("fetched numbers/numbers.bin");
    }

    [Fact]
    public async Task A_file_of_another_size_is_fetched_anew()
    {
        await files.FetchAsync();
        File.WriteAllText(files.Target, "half a file");
        await files.FetchAsync();
        files.ShouldBeFetched();
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_was()
    {
        Server.Next(new Reply { CutsAfter = 100_000 }, new Reply { CutsAfter = 50_000 });
        await files.FetchAsync();
        files.ShouldBeFetched();
        Server.Requests.Should().HaveCount(3);
        Offsets().Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        Offsets()[2].Should().BeGreaterThan(0).And.BeLessThanOrEqualTo(150_000);
    }

    [Fact]
    public async Task A_server_that_always_breaks_off_is_served_to_the_end_as_long_as_it_gets_further()
    {
        Server.Next([.. Enumerable.Repeat(new Reply { CutsAfter = 20_000, HidesLength = true }, 30)]);
        await files.FetchAsync();
        files.ShouldBeFetched();
        Server.Requests.Should().HaveCountGreaterThan(5, "it was asked more often than a failing one is");
    }

    [Fact]
    public async Task A_server_that_cannot_continue_is_read_from_the_start()
    {
        files.LeavePart(files.Content[..120_000]);
        Server.Next(new Reply { IgnoresRange = true });
        await files.FetchAsync();
        files.ShouldBeFetched();
        Server.Requests.Should().Equal($"{Published} from 120000");
    }

    [Fact]
    public async Task A_part_of_something_else_is_thrown_away_and_fetched_in_one_piece()
    {
        files.LeavePart(FetchedFiles.ContentOf(2)[..120_000]);
        await files.FetchAsync();
        files.ShouldBeFetched();
        Server.Requests.Should().Equal($"{Published} from 120000", Published);
    }

    [Theory]
    [InlineData(FetchedFiles.Length)]
    [InlineData(FetchedFiles.Length + 1)]
    public async Task A_part_as_long_as_the_file_or_longer_is_no_obstacle(int length)
    {
        files.LeavePart(new byte[length]);
        await files.FetchAsync();
        files.ShouldBeFetched();
    }

    [Fact]
    public async Task A_complete_part_only_needs_its_name()
    {
        files.LeavePart(files.Content);
        await files.FetchAsync();
        files.ShouldBeFetched();
        Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Wrong_bytes_are_refused_and_leave_nothing()
    {
        var wrong = FetchedFiles.ContentOf(2);
        Server.Put(Published, wrong);

        var message = await files.FailAsync();

        message.Should().StartWith("cannot fetch numbers/numbers.bin; tried\n")
            .And.Contain($"{Server.Address}{Published}: numbers.bin has SHA-256 {files.SourceOf("x", wrong).Sha256}, expected {files.Source.Sha256}")
            .And.Contain("EXPERIMENT_DATA_MIRROR");
        files.Kept.Should().BeEmpty();
        Server.Requests.Should().Equal(Published);
    }

    [Fact]
    public async Task Wrong_bytes_in_pieces_are_refused_in_the_end_too()
    {
        Server.Put(Published, FetchedFiles.ContentOf(2));
        Server.Next([.. Enumerable.Repeat(new Reply { CutsAfter = 200_000, HidesLength = true }, 100)]);
        (await files.FailAsync()).Should().Contain("expected " + files.Source.Sha256);
        files.Kept.Should().BeEmpty();
        Server.Requests.Should().HaveCountLessThan(20);
    }

    [Fact]
    public async Task A_file_of_another_length_is_refused_before_it_is_read()
    {
        Server.Put(Published, files.Content[..1000]);
        (await files.FailAsync()).Should().Contain("the server offers 1000 bytes, expected 300000");
        files.Kept.Should().BeEmpty();
    }

    [Fact]
    public async Task A_server_that_sends_too_much_is_refused()
    {
        Server.Next(new Reply { HidesLength = true, Content = [.. files.Content, 1] });
        (await files.FailAsync()).Should().Contain("it sends more than the 300000 bytes that were expected");
        files.Kept.Where(name => new FileInfo(Path.Combine(Path.GetDirectoryName(files.Target)!, name)).Length > 0).Should().BeEmpty();
    }

    [Fact]
    public async Task A_server_that_stalls_is_asked_again()
    {
        Server.Next(new Reply { StallsAfter = 100_000 });
        await files.FetchAsync(silence: Blink);
        files.ShouldBeFetched();
        files.Lines[0].Should().Be($"{Server.Address}{Published}: it sent nothing for 0.2 s; trying again");
    }

    [Fact]
    public async Task A_server_that_always_stalls_is_given_up()
    {
        Server.Next([.. Enumerable.Repeat(new Reply { WaitsFor = new TaskCompletionSource().Task }, 3)]);
        (await files.FailAsync(silence: Blink)).Should().Contain("it sent nothing for 0.2 s (tried 3 times)");
    }

    [Fact]
    public async Task A_server_with_a_passing_trouble_is_asked_again()
    {
        Server.Next(new Reply { Status = 503 }, new Reply { Status = 429 });
        await files.FetchAsync();
        files.ShouldBeFetched();
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_asked_for_twice()
    {
        Server.Next(new Reply { Status = 404 });
        (await files.FailAsync()).Should().Contain($"{Server.Address}{Published}: the server answers 404");
        Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_clear_error()
    {
        Server.Close();
        (await files.FailAsync()).Should().Contain("Connection refused (tried 3 times)");
    }

    [Fact]
    public async Task Two_at_once_take_turns_and_fetch_once()
    {
        var gate = new TaskCompletionSource();
        Server.Next(new Reply { WaitsFor = gate.Task });
        var first = files.FetchAsync();
        SpinWait.SpinUntil(() => Server.Requests.Count == 1, TimeSpan.FromSeconds(20)).Should().BeTrue();
        var second = files.FetchAsync();
        SpinWait.SpinUntil(() => files.Lines.Count == 1, TimeSpan.FromSeconds(20)).Should().BeTrue();
        files.Lines[0].Should().Be($"{ProcessNote.Current} is fetching numbers; waiting for it");

        gate.SetResult();
        await first;
        await second;

        files.ShouldBeFetched();
        Server.Requests.Should().Equal(Published);
    }

    [Fact]
    public async Task Giving_up_keeps_what_has_come()
    {
        Server.Next(new Reply { StallsAfter = 100_000 });
        using var stop = new CancellationTokenSource();
        var fetcher = new DataFetcher(files.Data, mirror: null, new FetchSettings(), new CancelAfterSome(stop));
        await FluentActions.Awaiting(() => fetcher.FetchAsync([files.Source], stop.Token)).Should().ThrowAsync<OperationCanceledException>();
        files.Kept.Should().Equal(".numbers.bin.part");

        await files.FetchAsync();
        files.ShouldBeFetched();
        Offsets()[1].Should().BeGreaterThan(0);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_a_clear_error()
    {
        var file = Path.Combine(files.Folder("other"), "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        (await files.FailAsync(data: new DataFolder(file))).Should().StartWith($"cannot keep numbers in {file}: ").And.Contain("EXPERIMENT_DATA");
    }

    private List<int> Offsets() => [.. Server.Requests.Select(request => request.Split(" from ") is [_, var offset] ? int.Parse(offset) : 0)];

    private sealed class CancelAfterSome(CancellationTokenSource stop) : IFetchObserver
    {
        public void Inform(string line)
        {
        }

        public void Progress(DataSource source, long bytes) => stop.Cancel();

        public void Fetched(DataSource source)
        {
        }
    }
}
