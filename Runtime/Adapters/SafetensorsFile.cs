using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;
using DiffusionTextures.Graphs;

namespace DiffusionTextures.Adapters
{
    /// <summary>
    /// A safetensors file: a table of tensors whose numbers stay in the file until they are asked for. Files of PyTorch's own format (.pt, .bin, .ckpt) are
    /// recognised and refused, because reading those can run code.
    /// </summary>
    internal sealed class SafetensorsFile
    {
        private const long LongestHeader = 100_000_000, LargestTensor = 256L << 20;
        private readonly Dictionary<string, SafetensorsEntry> _entries = new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal);
        private readonly byte[]? _content;
        private long _dataStart;

        private SafetensorsFile(string path, byte[]? content)
        {
            Path = path;
            _content = content;
        }

        public string Path { get; }

        public IReadOnlyCollection<SafetensorsEntry> Entries => _entries.Values;

        public Dictionary<string, string> Metadata { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

        /// <exception cref="ModelException">The file is missing, no safetensors file, or its header does not fit its data.</exception>
        public static SafetensorsFile Open(string path)
        {
            try
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
                var file = new SafetensorsFile(path, null);
                file.ReadHeader(stream);
                return file;
            }
            catch (IOException e)
            {
                throw new ModelException($"The file '{path}' cannot be read: {e.Message} Give the path of a .safetensors file.", e);
            }
            catch (UnauthorizedAccessException e)
            {
                throw new ModelException($"The file '{path}' cannot be read: {e.Message} Give the path of a .safetensors file.", e);
            }
        }

        /// <summary>Reads a file that is in memory. <paramref name="content"/> is kept, not copied.</summary>
        public static SafetensorsFile Read(byte[] content, string name)
        {
            var file = new SafetensorsFile(name, content);
            using var stream = new MemoryStream(content, false);
            file.ReadHeader(stream);
            return file;
        }

        public SafetensorsEntry? Find(string name) => _entries.TryGetValue(name, out SafetensorsEntry? entry) ? entry : null;

        /// <summary>The numbers of a float tensor, row by row.</summary>
        /// <exception cref="ModelException">The tensor has another type, is too large, or the file was cut off since.</exception>
        public float[] Floats(SafetensorsEntry entry)
        {
            ElementType type = entry.FloatType;
            long length = entry.End - entry.Begin;
            if (type == ElementType.Undefined)
                throw new ModelException($"The tensor '{entry.Name}' in '{Path}' has the type {entry.Type}; F32, F16 and BF16 are read. Save the file in one of these.");
            if (length > LargestTensor)
                throw new ModelException($"The tensor '{entry.Name}' in '{Path}' has {length} bytes; an adapter's tensor has at most {LargestTensor}. This is not an adapter but a whole model.");
            var values = new float[length / type.SizeInBytes()];
            FloatBits.Read(type, _content != null ? _content.AsSpan((int)(_dataStart + entry.Begin), (int)length) : FromFile(entry, (int)length), values);
            return values;
        }

        private byte[] FromFile(SafetensorsEntry entry, int length)
        {
            var bytes = new byte[length];
            try
            {
                using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read);
                stream.Position = _dataStart + entry.Begin;
                int done = 0;
                while (done < length)
                {
                    int read = stream.Read(bytes, done, length - done);
                    if (read == 0)
                        throw new ModelException($"The file '{Path}' became shorter while it was read.");
                    done += read;
                }
            }
            catch (IOException e)
            {
                throw new ModelException($"The file '{Path}' cannot be read: {e.Message}", e);
            }
            return bytes;
        }

        private void ReadHeader(Stream stream)
        {
            var head = new byte[8];
            int got = stream.Read(head, 0, 8);
            RefusePickle(head, got);
            if (got < 8)
                throw Damaged($"it has only {got} bytes");
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(head);
            if (length > LongestHeader || length > (ulong)(stream.Length - 8))
                throw Damaged($"its header says it has {length} bytes, but {stream.Length - 8} follow");
            var header = new byte[length];
            int done = 0;
            while (done < header.Length)
            {
                int read = stream.Read(header, done, header.Length - done);
                if (read == 0)
                    throw Damaged("its header is cut off");
                done += read;
            }
            _dataStart = 8 + header.Length;
            var tensors = new List<SafetensorsEntry>();
            try
            {
                SafetensorsHeader.Read(new UTF8Encoding(false, true).GetString(header), tensors, Metadata);
            }
            catch (FormatException e)
            {
                throw Damaged(e.Message, e);
            }
            catch (DecoderFallbackException e)
            {
                throw Damaged("its header is not UTF-8", e);
            }
            CheckLayout(tensors, stream.Length - _dataStart);
            foreach (SafetensorsEntry tensor in tensors)
                _entries.Add(tensor.Name, tensor);
        }

        /// <summary>Every byte of the data belongs to exactly one tensor, and every tensor has as many bytes as its shape says.</summary>
        private void CheckLayout(List<SafetensorsEntry> tensors, long available)
        {
            tensors.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
            long at = 0;
            foreach (SafetensorsEntry tensor in tensors)
            {
                if (tensor.End > available || tensor.Begin > tensor.End)
                    throw Damaged($"the tensor '{tensor.Name}' lies at bytes {tensor.Begin} to {tensor.End} of {available}");
                if (tensor.Begin != at)
                    throw Damaged($"the tensor '{tensor.Name}' starts at byte {tensor.Begin} and the one before it ends at {at}");
                at = tensor.End;
                if (tensor.End - tensor.Begin != Bytes(tensor))
                    throw Damaged($"the tensor '{tensor.Name}' {tensor.Type}[{string.Join(",", tensor.Shape)}] needs {Bytes(tensor)} bytes and has {tensor.End - tensor.Begin}");
            }
            if (at != available)
                throw Damaged($"{available - at} bytes at its end belong to no tensor");
        }

        private long Bytes(SafetensorsEntry tensor)
        {
            long size = tensor.Type switch
            {
                "F64" => 8,
                "I64" => 8,
                "U64" => 8,
                "F32" => 4,
                "I32" => 4,
                "U32" => 4,
                "F16" => 2,
                "BF16" => 2,
                "I16" => 2,
                "U16" => 2,
                "I8" => 1,
                "U8" => 1,
                "BOOL" => 1,
                "F8_E4M3" => 1,
                "F8_E5M2" => 1,
                _ => throw Damaged($"the tensor '{tensor.Name}' has the unknown type '{tensor.Type}'"),
            };
            try
            {
                return OnnxInitializer.Count(tensor.Name, tensor.Shape) * size;
            }
            catch (WireException e)
            {
                throw Damaged(e.Message, e);
            }
        }

        private void RefusePickle(byte[] head, int got)
        {
            // A header of a safetensors file may have 384 bytes and start like a pickle, but then its length ends in zeros.
            bool tooLong = got == 8 && (head[4] | head[5] | head[6] | head[7]) != 0;
            bool zip = head[0] == 'P' && head[1] == 'K' && head[2] <= 8 && head[3] <= 8;
            bool pickle = head[0] == 0x80 && head[1] <= 5;
            if (tooLong && (zip || pickle))
            {
                throw new ModelException(
                    $"'{Path}' is a PyTorch pickle (.pt, .bin or .ckpt). Such files can run code when they are read, so this package never does. " +
                    "Get the .safetensors version, or convert it in Python with safetensors.torch.save_file on a machine you trust it on.");
            }
        }

        private ModelException Damaged(string why, Exception? inner = null) =>
            new ModelException($"'{Path}' is damaged or is no safetensors file: {why}. Download it again.", inner);
    }
}
