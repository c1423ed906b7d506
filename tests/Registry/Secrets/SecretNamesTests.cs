using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Tests.Registry.Secrets;

public sealed class SecretNamesTests
{
    [Theory]
    [InlineData("DB_PASS")]
    [InlineData("GITHUB_PAT")]
    [InlineData("MYSQL_PWD")]
    [InlineData("PASSPHRASE")]
    [InlineData("PROXY_AUTH")]
    [InlineData("CLOUD_CREDENTIAL")]
    [InlineData("CREDENTIALS")]
    [InlineData("api_key")]
    [InlineData("dbPassword")]
    [InlineData("myAPIKey")]
    [InlineData("APIToken2")]
    [InlineData("HF_TOKEN_2")]
    [InlineData("PGPASSWORD")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS")]
    public void A_whole_word_makes_a_secret(string name) => new SecretNames(null).Contains(name).Should().BeTrue();

    [Theory]
    [InlineData("TOKENIZER")]
    [InlineData("TOKENIZERS_PARALLELISM")]
    [InlineData("MAX_TOKENS")]
    [InlineData("maxTokens")]
    [InlineData("KEYBOARD")]
    [InlineData("MONKEY")]
    [InlineData("COMPASS")]
    [InlineData("PASSENGERS")]
    [InlineData("AUTHOR")]
    [InlineData("PATTERN")]
    [InlineData("SECRETARY")]
    [InlineData("PATH")]
    [InlineData("PWD")]
    [InlineData("OLDPWD")]
    [InlineData("EXPERIMENT_SECRETS")]
    public void A_part_of_a_word_makes_none(string name) => new SecretNames(null).Contains(name).Should().BeFalse();

    [Fact]
    public void A_user_names_further_secrets_and_those_that_are_none()
    {
        var names = new SecretNames("MY_PLACE, !SORT_KEY");
        names.Contains("MY_PLACE").Should().BeTrue();
        names.Contains("SORT_KEY").Should().BeFalse();
        names.Contains("API_KEY").Should().BeTrue();
    }
}
