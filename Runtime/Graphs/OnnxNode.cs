using System;
using System.Collections.Generic;

namespace DiffusionTextures.Graphs
{
    /// <summary>One operator. Its inputs and outputs are names of values; an empty name is an optional one left out. Edit it through <see cref="OnnxGraph"/>.</summary>
    internal sealed class OnnxNode
    {
        private string? _modulePath;

        public OnnxNode(string name, string opType, string[] inputs, string[] outputs, params OnnxAttribute[] attributes)
        {
            Name = name;
            OpType = opType;
            Inputs = inputs;
            Outputs = outputs;
            Attributes = new List<OnnxAttribute>(attributes);
        }

        public string Name { get; }

        public string OpType { get; }

        /// <summary>Empty for the operators of ONNX itself.</summary>
        public string Domain { get; set; } = "";

        public string[] Inputs { get; }

        public string[] Outputs { get; }

        public List<OnnxAttribute> Attributes { get; }

        /// <summary>Fields that no edit reads (documentation, metadata, what newer formats add), as they were.</summary>
        public byte[] Rest { get; set; } = Array.Empty<byte>();

        /// <summary>Values of this graph that the node's subgraphs (If, Loop, Scan) may read.</summary>
        public HashSet<string>? Captured { get; set; }

        /// <summary>The module that the node came from, as PyTorch spells it ("mid_block.attentions.0.transformer_blocks.0.attn2.to_q"); empty where the export lost it.</summary>
        public string ModulePath => _modulePath ??= Graphs.ModulePath.Of(this);

        public bool Is(string opType) => Domain.Length == 0 && OpType == opType;

        public OnnxAttribute? Attribute(string name)
        {
            foreach (OnnxAttribute attribute in Attributes)
            {
                if (attribute.Name == name)
                    return attribute;
            }
            return null;
        }

        public long Int(string name, long missing) => Attribute(name)?.AsInt(missing) ?? missing;

        public long[] Ints(string name) => Attribute(name)?.AsInts() ?? Array.Empty<long>();

        public string Text(string name) => Attribute(name)?.AsString() ?? "";

        /// <summary>Puts the attribute in the place of the one with its name, or adds it.</summary>
        public void Set(OnnxAttribute attribute)
        {
            Attributes.RemoveAll(old => old.Name == attribute.Name);
            Attributes.Add(attribute);
        }

        public void Remove(string attribute) => Attributes.RemoveAll(old => old.Name == attribute);

        public override string ToString() => OpType + " " + Name;
    }
}
