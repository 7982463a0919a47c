using System;
using System.Collections.Generic;

namespace DiffusionTextures.Graphs
{
    /// <summary>
    /// A graph that can be edited: nodes and the values between them, by name. Every value has one producer (a node, an input or an initializer); the constructor
    /// refuses graphs where that is not so, and the writer puts the nodes in order. Not for several threads.
    /// </summary>
    internal sealed class OnnxGraph
    {
        private readonly List<OnnxNode> _nodes;
        private readonly List<OnnxValue> _inputs;
        private readonly List<OnnxValue> _outputs;
        private readonly List<OnnxInitializer> _initializers;
        private readonly Dictionary<string, OnnxNode> _producers = new Dictionary<string, OnnxNode>(StringComparer.Ordinal);
        private readonly Dictionary<string, OnnxInitializer> _initializerOf = new Dictionary<string, OnnxInitializer>(StringComparer.Ordinal);
        private readonly Dictionary<string, OnnxValue> _inputOf = new Dictionary<string, OnnxValue>(StringComparer.Ordinal);
        private readonly HashSet<string> _nodeNames = new HashSet<string>(StringComparer.Ordinal);
        private readonly Dictionary<string, List<OnnxNode>> _consumers = new Dictionary<string, List<OnnxNode>>(StringComparer.Ordinal);

        /// <exception cref="WireException">Two producers of one value, a value without producer, or a cycle.</exception>
        public OnnxGraph(int opset, List<OnnxNode> nodes, List<OnnxValue> inputs, List<OnnxValue> outputs, List<OnnxValue> values, List<OnnxInitializer> initializers, byte[] rest)
        {
            Opset = opset;
            _nodes = nodes;
            _inputs = inputs;
            _outputs = outputs;
            _initializers = initializers;
            Values = values;
            Rest = rest;
            foreach (OnnxNode node in nodes)
                _nodeNames.Add(node.Name);
            GraphIndex.Build(this, _producers, _initializerOf, _inputOf, _consumers);
        }

        /// <summary>Version of ONNX's own operators.</summary>
        public int Opset { get; }

        public IReadOnlyList<OnnxNode> Nodes => _nodes;

        public IReadOnlyList<OnnxValue> Inputs => _inputs;

        public IReadOnlyList<OnnxValue> Outputs => _outputs;

        public IReadOnlyList<OnnxInitializer> Initializers => _initializers;

        /// <summary>Types of values inside, where the export states them.</summary>
        public IReadOnlyList<OnnxValue> Values { get; private set; }

        /// <summary>Fields that no edit reads, as they were.</summary>
        public byte[] Rest { get; }

        /// <summary>The node that makes a value; null for inputs, initializers and unknown names.</summary>
        public OnnxNode? Producer(string value) => _producers.TryGetValue(value, out OnnxNode? node) ? node : null;

        public OnnxInitializer? Initializer(string value) => _initializerOf.TryGetValue(value, out OnnxInitializer? initializer) ? initializer : null;

        public OnnxValue? Input(string name) => _inputOf.TryGetValue(name, out OnnxValue? input) ? input : null;

        /// <summary>Nodes that read a value, in the order of the graph.</summary>
        public IReadOnlyList<OnnxNode> Consumers(string value) =>
            _consumers.TryGetValue(value, out List<OnnxNode>? nodes) ? nodes : (IReadOnlyList<OnnxNode>)Array.Empty<OnnxNode>();

        public bool Knows(string value) => _producers.ContainsKey(value) || _initializerOf.ContainsKey(value) || _inputOf.ContainsKey(value);

        /// <summary>The name, or the name with the first number that makes it new.</summary>
        public string NewName(string wish)
        {
            string name = wish;
            for (int i = 1; Knows(name); i++)
                name = wish + "_" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return name;
        }

        /// <summary>The same for nodes: ONNX Runtime refuses two nodes of one name.</summary>
        public string NewNodeName(string wish)
        {
            string name = wish;
            for (int i = 1; _nodeNames.Contains(name); i++)
                name = wish + "_" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return name;
        }

        /// <summary>Adds an operator with one output and gives the name of that output.</summary>
        /// <param name="opType">An operator of ONNX itself.</param>
        /// <param name="name">Name of the node; the output is named after it.</param>
        /// <param name="inputs">Values that exist.</param>
        /// <param name="attributes">The node's attributes.</param>
        public string Add(string opType, string name, string[] inputs, params OnnxAttribute[] attributes)
        {
            string unique = NewNodeName(name);
            string output = NewName(unique + "_output_0");
            AddNode(new OnnxNode(unique, opType, inputs, new[] { output }, attributes));
            return output;
        }

        public void AddNode(OnnxNode node)
        {
            if (!_nodeNames.Add(node.Name))
                throw new InvalidOperationException($"The node '{node.Name}' exists. Ask NewNodeName for a new name.");
            foreach (string input in node.Inputs)
            {
                if (input.Length > 0 && !Knows(input))
                    throw new InvalidOperationException($"The node '{node.Name}' reads '{input}', which nothing produces. Add its producer first.");
            }
            foreach (string output in node.Outputs)
            {
                if (output.Length == 0)
                    continue;
                if (Knows(output))
                    throw new InvalidOperationException($"The value '{output}' exists. Ask NewName for a new one.");
                _producers.Add(output, node);
            }
            foreach (string input in node.Inputs)
                AddConsumer(input, node);
            _nodes.Add(node);
        }

        /// <summary>Takes a node out whose outputs nothing reads any more.</summary>
        public void Remove(OnnxNode node)
        {
            foreach (string output in node.Outputs)
            {
                if (Consumers(output).Count > 0)
                    throw new InvalidOperationException($"'{output}' of the node '{node.Name}' is still read. Rewire its readers first.");
                _producers.Remove(output);
            }
            foreach (List<OnnxNode> readers in _consumers.Values)
                readers.Remove(node);
            _nodes.Remove(node);
            _nodeNames.Remove(node.Name);
        }

        /// <summary>Makes an input of a node read another value.</summary>
        public void Rewire(OnnxNode node, int input, string value)
        {
            string old = node.Inputs[input];
            node.Inputs[input] = value;
            if (Array.IndexOf(node.Inputs, old) < 0 && node.Captured?.Contains(old) != true && _consumers.TryGetValue(old, out List<OnnxNode>? readers))
                readers.Remove(node);
            AddConsumer(value, node);
        }

        /// <summary>
        /// Gives an output of a node a new name, so that a node added next can take over the old one together with everything that reads it: consumers, subgraphs, outputs of the graph.
        /// </summary>
        /// <returns>The new name.</returns>
        public string RenameOutput(OnnxNode node, int output, string wish)
        {
            string name = NewName(wish);
            _producers.Remove(node.Outputs[output]);
            node.Outputs[output] = name;
            _producers.Add(name, node);
            return name;
        }

        public void AddInput(OnnxValue input)
        {
            if (Knows(input.Name))
                throw new InvalidOperationException($"The value '{input.Name}' exists.");
            _inputs.Add(input);
            _inputOf.Add(input.Name, input);
        }

        public void AddOutput(OnnxValue output)
        {
            if (!Knows(output.Name))
                throw new InvalidOperationException($"Nothing produces '{output.Name}'. Add its producer first.");
            _outputs.Add(output);
        }

        /// <summary>Adds a weight and gives its name.</summary>
        public string AddInitializer(OnnxInitializer initializer)
        {
            if (Knows(initializer.Name))
                throw new InvalidOperationException($"The value '{initializer.Name}' exists.");
            _initializers.Add(initializer);
            _initializerOf.Add(initializer.Name, initializer);
            return initializer.Name;
        }

        /// <summary>Puts other numbers in the place of a weight. The type and the dimensions stay.</summary>
        public void Replace(OnnxInitializer initializer)
        {
            int at = _initializers.IndexOf(_initializerOf[initializer.Name]);
            _initializers[at] = initializer;
            _initializerOf[initializer.Name] = initializer;
        }

        /// <summary>Leaves the types of values inside to inference, because an edit changed them.</summary>
        public void ForgetTypes() => Values = Array.Empty<OnnxValue>();

        private void AddConsumer(string value, OnnxNode node)
        {
            if (value.Length == 0)
                return;
            if (!_consumers.TryGetValue(value, out List<OnnxNode>? readers))
                _consumers.Add(value, readers = new List<OnnxNode>());
            if (!readers.Contains(node))
                readers.Add(node);
        }
    }
}
