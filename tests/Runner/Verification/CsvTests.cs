using CsCheck;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Tests.Runner.Verification;

public sealed class CsvTests
{
    [Fact]
    public void Rows_come_back_as_they_were_written() =>
        Gen.Char["ab,\"\n ±"].Array[0, 6].Select(letters => new string(letters)).Array[1, 4].Array[0, 5].Sample(rows =>
            Csv.Rows(Csv.Text(rows)).Select(row => row.ToArray()).Should().BeEquivalentTo(rows, options => options.WithStrictOrdering()));

    [Fact]
    public void A_quote_that_is_not_closed_is_an_error() =>
        FluentActions.Invoking(() => Csv.Rows("a,\"b")).Should().Throw<InvalidDataException>();
}
