using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Datasets;

public sealed class Cifar10Tests : TensorTest
{
    private const int PerBatch = 10_000;
    private const int RecordBytes = 3073;

    private static readonly string[] Names = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"];

    [Fact]
    public void Reads_labels_and_colour_planes_of_every_batch_whatever_their_order()
    {
        using var folder = new TemporaryFolder();
        Write(folder, Names.Reverse().Select(name => (name, Batch(Array.IndexOf(Names, name)))));

        using var content = new Cifar10().Load(folder.Path);

        content.Spec.InputShape.Should().Equal(3, 32, 32);
        content.Spec.ClassNames.Should().HaveCount(10).And.StartWith("airplane").And.EndWith("truck");
        (content.Train.Count, content.Test!.Count).Should().Be((50_000, 10_000));
        var train = content.Train.Fetch(tensor([0L, 10_001, 49_999]));
        train.Target.data<long>().ToArray().Should().Equal(0, 2, 3); // image number plus batch number, modulo 10
        train.Input[1, 0].mean().item<float>().Should().BeApproximately(1 / 255f, 1e-6f);
        train.Input[1, 1].mean().item<float>().Should().BeApproximately(101 / 255f, 1e-6f);
        train.Input[1, 2].mean().item<float>().Should().BeApproximately(201 / 255f, 1e-6f);
        train.Input[2, 2, 31, 31].item<float>().Should().BeApproximately(1, 1e-6f);
        content.Test.Fetch(tensor([1L])).Target.item<long>().Should().Be(6);
    }

    [Fact]
    public void Refuses_an_archive_that_lacks_a_batch()
    {
        using var folder = new TemporaryFolder();
        var archive = Write(folder, [(Names[0], new byte[PerBatch * RecordBytes])]);
        Loading(folder).Should().Throw<InvalidDataException>()
            .WithMessage($"{archive}: it lacks {string.Join(", ", Names.Skip(1).Select(name => "cifar-10-batches-bin/" + name))}");
    }

    [Fact]
    public void Refuses_a_batch_of_another_length()
    {
        using var folder = new TemporaryFolder();
        var archive = Write(folder, [(Names[0], new byte[RecordBytes])]);
        Loading(folder).Should().Throw<InvalidDataException>().WithMessage($"{archive}: its cifar-10-batches-bin/data_batch_1.bin has 3073 bytes, expected 30730000");
    }

    [Fact]
    public void Refuses_a_label_that_is_no_class()
    {
        using var folder = new TemporaryFolder();
        var damaged = new byte[PerBatch * RecordBytes];
        damaged[5 * RecordBytes] = 77;
        var archive = Write(folder, Names.Select(name => (name, name == Names[1] ? damaged : new byte[PerBatch * RecordBytes])));
        Loading(folder).Should().Throw<InvalidDataException>().WithMessage($"{archive}: image 10005 has label 77, expected 0 to 9");
    }

    /// <summary>Image i of batch b is of class i + b modulo 10; its red plane is b, its green one 100 + b, its blue one 200 + b, and its last value 255.</summary>
    private static byte[] Batch(int batch)
    {
        var bytes = new byte[PerBatch * RecordBytes];
        for (var image = 0; image < PerBatch; image++)
        {
            var record = bytes.AsSpan(image * RecordBytes, RecordBytes);
            record[0] = (byte)((image + batch) % 10);
            for (var plane = 0; plane < 3; plane++)
            {
                record.Slice(1 + (plane * 1024), 1024).Fill((byte)(batch + (plane * 100)));
            }
        }

        bytes[^1] = 255;
        return bytes;
    }

    private static Action Loading(TemporaryFolder folder) => () => new Cifar10().Load(folder.Path);

    private static string Write(TemporaryFolder folder, IEnumerable<(string Name, byte[] Content)> batches) =>
        DataFiles.Tar(new Cifar10().Sources[0].PathIn(folder.Path), batches.Select(batch => DataFiles.TarFile("cifar-10-batches-bin/" + batch.Name, batch.Content))
            .Prepend(DataFiles.TarFile("cifar-10-batches-bin/readme.html", "<html>"u8.ToArray())));
}
