using System.Collections.Generic;

namespace DiffusionTextures.Graphs
{
    /// <summary>Puts every node behind the nodes that it reads from, and otherwise leaves the order of the graph.</summary>
    internal static class NodeOrder
    {
        /// <exception cref="WireException">A node reads from itself in a circle.</exception>
        public static List<OnnxNode> Sort(OnnxGraph graph)
        {
            var sorted = new List<OnnxNode>(graph.Nodes.Count);
            var state = new Dictionary<OnnxNode, bool>(graph.Nodes.Count);
            var path = new Stack<Visit>();
            foreach (OnnxNode root in graph.Nodes)
            {
                if (state.ContainsKey(root))
                    continue;
                state.Add(root, false);
                path.Push(new Visit(root, Sources(graph, root)));
                while (path.Count > 0)
                {
                    Visit visit = path.Peek();
                    OnnxNode? next = visit.NextSource();
                    if (next == null)
                    {
                        path.Pop();
                        state[visit.Node] = true;
                        sorted.Add(visit.Node);
                    }
                    else if (!state.TryGetValue(next, out bool done))
                    {
                        state.Add(next, false);
                        path.Push(new Visit(next, Sources(graph, next)));
                    }
                    else if (!done)
                    {
                        throw new WireException($"the node '{next.Name}' depends on its own output");
                    }
                }
            }
            return sorted;
        }

        private static List<OnnxNode> Sources(OnnxGraph graph, OnnxNode node)
        {
            var sources = new List<OnnxNode>(node.Inputs.Length);
            foreach (string input in node.Inputs)
            {
                if (graph.Producer(input) is OnnxNode source)
                    sources.Add(source);
            }
            if (node.Captured == null)
                return sources;
            foreach (string input in node.Captured)
            {
                // A subgraph's own values may have the names of later ones outside; only what another node makes counts.
                if (graph.Producer(input) is OnnxNode source && source != node)
                    sources.Add(source);
            }
            return sources;
        }

        private sealed class Visit
        {
            private readonly List<OnnxNode> _sources;
            private int _next;

            public Visit(OnnxNode node, List<OnnxNode> sources)
            {
                Node = node;
                _sources = sources;
            }

            public OnnxNode Node { get; }

            public OnnxNode? NextSource() => _next < _sources.Count ? _sources[_next++] : null;
        }
    }
}
