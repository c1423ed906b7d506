using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using ExperimentRunner.Components.Checkpoints;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Checkpoints;

public sealed class SafetensorsTests : TensorTest
{
    public static TheoryData<ScalarType> Types =>
        [.. Enum.GetValues<ScalarType>().Where(type => type is not (ScalarType.QInt8 or ScalarType.QUInt8 or ScalarType.QInt32 or ScalarType.ComplexFloat64))];

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryTypeComesBackBitForBit(ScalarType type)
    {
        var tensor = arange(-3, 21).reshape(2, 3, 4).to(type);
        var back = RoundTrip(("x", tensor))["x"];
        back.dtype.Should().Be(type);
        back.shape.Should().Equal(2, 3, 4);
        Bytes(back).Should().Equal(Bytes(tensor));
    }

    [Fact]
    public void ScalarsEmptyTensorsAndViewsComeBack()
    {
        var back = RoundTrip(("scalar", tensor(2.5)), ("empty", zeros(0, 3)), ("view", arange(6).reshape(2, 3).t()));
        back["scalar"].shape.Should().BeEmpty();
        back["scalar"].item<double>().Should().Be(2.5);
        back["empty"].shape.Should().Equal(0, 3);
        back["view"].data<long>().ToArray().Should().Equal(0, 3, 1, 4, 2, 5);
    }

    [Fact]
    public void TensorsLargerThanABufferComeBack()
    {
        var large = rand(300_001);
        Bytes(RoundTrip(("large", large))["large"]).Should().Equal(Bytes(large));
    }

    [Fact]
    public void NotANumberAndNegativeZeroComeBack()
    {
        var special = tensor([float.NaN, -0f, float.PositiveInfinity, float.Epsilon]);
        Bytes(RoundTrip(("x", special))["x"]).Should().Equal(Bytes(special));
    }

    [Fact]
    public void EqualTensorsGiveEqualBytesWhateverTheirOrder()
    {
        (string, Tensor)[] tensors = [("b", ones(3)), ("a", zeros(2, dtype: ScalarType.Int64)), ("c", ones(5, dtype: ScalarType.Bool))];
        Written(tensors).Should().Equal(Written(tensors.Reverse()));
    }

    [Fact]
    public void TheBytesAreThoseOfTheFormat()
    {
        var written = Written([("x", tensor([1f, 2f]))]);
        var header = """{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"""u8.ToArray();
        var padded = (header.Length + 7) / 8 * 8;
        BinaryPrimitives.ReadInt64LittleEndian(written).Should().Be(padded);
        Encoding.UTF8.GetString(written, 8, padded).TrimEnd().Should().Be(Encoding.UTF8.GetString(header));
        written[(8 + padded)..].Should().Equal(0, 0, 128, 63, 0, 0, 0, 64);
    }

    [Fact]
    public void ATypeThatTheFormatLacksIsAnError()
    {
        var write = () => Written([("x", zeros(1, dtype: ScalarType.ComplexFloat64))]);
        write.Should().Throw<ArgumentException>().WithMessage("safetensors cannot hold ComplexFloat64*");
    }

    [Fact]
    public void ANameUsedTwiceIsAnError()
    {
        var write = () => Written([("x", zeros(1)), ("x", zeros(1))]);
        write.Should().Throw<ArgumentException>().WithMessage("the name 'x' cannot be used for a tensor, or not twice*");
    }

    [Theory]
    [InlineData("", "it is not a safetensors file*")]
    [InlineData("[]", "*not a safetensors file*")]
    [InlineData("{", "*not a safetensors file*")]
    [InlineData("""{"x":3}""", "*not a safetensors file*")]
    [InlineData("""{"x":{}}""", "the tensor 'x' has no dtype")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", "*not where its shape says")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", "*not where its shape says")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "*not where its shape says")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "*impossible shape")]
    [InlineData("""{"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", "*not a safetensors file*")]
    [InlineData("""{"x":{"dtype":"F32","shape":[0,4611686018427387904,4],"data_offsets":[0,0]}}""", "*not a safetensors file*")]
    [InlineData("""{"x":{"dtype":"F32","shape":[3000000000],"data_offsets":[0,12000000000]}}""", "it holds 8 bytes*")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}""", "*not a safetensors file*")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", "*needs two offsets")]
    [InlineData("""{"x":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}""", "*the type 'F99', which is not supported")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "it holds 8 bytes of data, and its header describes 4")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "*not where its shape says")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "it has the tensor 'x' twice")]
    public void AHostileHeaderIsAnError(string header, string message)
    {
        var read = () => Safetensors.Read(new MemoryStream(FileOf(header, data: 8)));
        read.Should().Throw<InvalidDataException>().WithMessage(message);
    }

    [Fact]
    public void AHeaderLongerThanTheFileIsAnError()
    {
        foreach (var length in new[] { 9UL, 1UL << 40, ulong.MaxValue })
        {
            var file = new byte[16];
            BinaryPrimitives.WriteUInt64LittleEndian(file, length);
            var read = () => Safetensors.Read(new MemoryStream(file));
            read.Should().Throw<InvalidDataException>().WithMessage("*too long");
        }
    }

    [Fact]
    public void EveryTruncationIsAnError()
    {
        var whole = Written([("a", rand(3)), ("b", arange(4))]);
        for (var length = 0; length < whole.Length; length++)
        {
            var read = () => Safetensors.Read(new MemoryStream(whole[..length]));
            read.Should().Throw<InvalidDataException>();
        }
    }

    [Fact]
    public void MetadataOfOtherWritersIsSkipped()
    {
        var file = FileOf("""{"__metadata__":{"format":"pt"},"x":{"dtype":"U8","shape":[2,4],"data_offsets":[0,8]}}""", data: 8);
        Safetensors.Read(new MemoryStream(file)).Should().ContainKey("x").And.HaveCount(1);
    }

    [Fact]
    public void Metadata_stand_in_the_header_as_text_and_change_no_tensor()
    {
        using var stream = new MemoryStream();
        var values = arange(6).reshape(2, 3);
        Safetensors.Write(stream, [("x", values)], new Dictionary<string, string> { ["classes"] = "[\"Bär\",\"a\\\"b\"]", ["a"] = "" });
        var written = stream.ToArray();
        var header = JsonDocument.Parse(written.AsMemory(8, (int)BinaryPrimitives.ReadInt64LittleEndian(written))).RootElement;
        header.GetProperty("__metadata__").EnumerateObject().Select(entry => (entry.Name, entry.Value.GetString()))
            .Should().Equal(("a", ""), ("classes", "[\"Bär\",\"a\\\"b\"]"));
        ((8 + BinaryPrimitives.ReadInt64LittleEndian(written)) % 8).Should().Be(0);
        stream.Position = 0;
        Safetensors.Read(stream)["x"].Equals(values).Should().BeTrue();
    }

    private static byte[] FileOf(string header, int data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. new byte[data]];
    }

    private static IReadOnlyDictionary<string, Tensor> RoundTrip(params (string, Tensor)[] tensors) =>
        Safetensors.Read(new MemoryStream(Written(tensors)));

    private static byte[] Written(IEnumerable<(string, Tensor)> tensors)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, tensors);
        return stream.ToArray();
    }

    private static byte[] Bytes(Tensor tensor) => tensor.contiguous().bytes.ToArray();
}
