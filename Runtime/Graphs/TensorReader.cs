using System.Collections.Generic;
using System.Globalization;

namespace DiffusionTextures.Graphs
{
    /// <summary>Reads one TensorProto of a file and leaves the numbers of large tensors where they are.</summary>
    internal static class TensorReader
    {
        /// <summary>Tensors whose message is at most this long (shapes, scales, biases) are kept inline: operators need some of them to infer shapes.</summary>
        public const long InlineBytes = 4096;

        /// <param name="file">Stands at the start of the message.</param>
        /// <param name="end">End of the message.</param>
        /// <param name="modelFile">Name of the file that is read, for weights inside it.</param>
        /// <param name="folder">Where external weights may lie.</param>
        public static OnnxInitializer Read(WireFile file, long end, string modelFile, WeightFolder folder)
        {
            long start = file.Position;
            string name = "";
            var type = ElementType.Undefined;
            var dims = new List<long>();
            long dataStart = -1, dataLength = 0;
            int dataFields = 0;
            bool external = false, plain = false;
            var entries = new List<byte[]>();
            while (file.Next(end))
            {
                switch (file.Field)
                {
                    case 1 when file.Type == WireType.Varint:
                        dims.Add(unchecked((long)file.Varint(end)));
                        break;
                    case 1:
                        long stop = file.Enter(end);
                        while (file.Position < stop)
                            dims.Add(unchecked((long)file.Varint(stop)));
                        break;
                    case 2 when file.Type == WireType.Varint:
                        type = (ElementType)unchecked((int)file.Varint(end));
                        break;
                    case 8:
                        name = WireReader.Text(file.Bytes(end));
                        break;
                    case 4 when file.Type == WireType.Bytes:
                    case 9 when file.Type == WireType.Bytes:
                        dataFields++;
                        plain = file.Field == 9 || type == ElementType.Float;
                        long dataEnd = file.Enter(end);
                        dataStart = file.Position;
                        dataLength = dataEnd - dataStart;
                        file.MoveTo(dataEnd);
                        break;
                    case 4:
                    case 5:
                    case 6:
                    case 7:
                    case 10:
                    case 11:
                        dataFields += 2;
                        file.Skip(end);
                        break;
                    case 13:
                        entries.Add(file.Bytes(end));
                        break;
                    case 14 when file.Type == WireType.Varint:
                        external = file.Varint(end) == 1;
                        break;
                    default:
                        file.Skip(end);
                        break;
                }
                if (dims.Count > 64)
                    throw new WireException($"the tensor '{name}' has more than 64 dimensions");
            }
            if (name.Length == 0)
                throw new WireException($"the tensor at byte {start} has no name");
            long[] shape = dims.ToArray();
            long count = OnnxInitializer.Count(name, shape);
            long bytes = count * type.SizeInBytes();
            if (external)
                return External(name, type, shape, bytes, entries, folder);
            if (dataFields == 1 && plain && type.SizeInBytes() > 0)
            {
                if (dataLength != bytes)
                    throw new WireException($"the tensor '{name}' [{string.Join(",", shape)}] needs {bytes} bytes and has {dataLength}");
                if (end - start > InlineBytes && folder.Path != null && modelFile.Length > 0)
                    return OnnxInitializer.FromFile(name, type, shape, modelFile, dataStart, dataLength);
            }
            // Typed data stores at least a byte for an element (complex types: more), strings may be empty.
            else if (dataFields != 1 && type != ElementType.String && count > end - start && type.SizeInBytes() > 0)
            {
                throw new WireException($"the tensor '{name}' [{string.Join(",", shape)}] has {count} elements, but its message only {end - start} bytes");
            }
            file.MoveTo(start);
            return OnnxInitializer.FromMessage(name, type, shape, file.Read(end - start));
        }

        private static OnnxInitializer External(string name, ElementType type, long[] dims, long bytes, List<byte[]> entries, WeightFolder folder)
        {
            if (type.SizeInBytes() == 0)
                throw new WireException($"the tensor '{name}' has the element type {(int)type}, which cannot lie in an external file");
            ReadEntries(name, entries, out string location, out long offset, out long length);
            long available = folder.LengthOf(location);
            if (length < 0)
                length = bytes;
            if (offset < 0 || offset > available || length > available - offset)
                throw new WireException($"the tensor '{name}' lies at bytes {offset} to {offset}+{length} of '{location}', which has {available}; the data file is cut off or belongs to another export");
            if (length != bytes)
                throw new WireException($"the tensor '{name}' [{string.Join(",", dims)}] needs {bytes} bytes and has {length} in '{location}'");
            return OnnxInitializer.FromFile(name, type, dims, location, offset, length);
        }

        /// <summary>Reads the entries of external_data: "location", "offset" and "length" (-1 where it is not stated).</summary>
        public static void ReadEntries(string name, List<byte[]> entries, out string location, out long offset, out long length)
        {
            location = "";
            offset = 0;
            length = -1;
            foreach (byte[] entry in entries)
            {
                string key = "", value = "";
                var reader = new WireReader(entry);
                while (reader.Next())
                {
                    if (reader.Field == 1)
                        key = reader.String();
                    else if (reader.Field == 2)
                        value = reader.String();
                    else
                        reader.Skip();
                }
                if (key == "location")
                    location = value;
                else if (key == "offset")
                    offset = Number(name, key, value);
                else if (key == "length")
                    length = Number(name, key, value);
            }
        }

        private static long Number(string name, string key, string value)
        {
            if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                throw new WireException($"the external data of the tensor '{name}' has the {key} '{value}', which is no number");
            return number;
        }
    }
}
