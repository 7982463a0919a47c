using System.Collections.Generic;

namespace DiffusionTextures.Prompts
{
    /// <summary>
    /// Finds <c>[from:to:when]</c>, <c>[to:when]</c>, <c>[from::when]</c> and <c>[a|b|c]</c> in a prompt. Source: the grammar in
    /// AUTOMATIC1111's prompt_parser.py.
    /// </summary>
    /// <remarks>
    /// That grammar is ambiguous only in that brackets at the top level may also be text; wherever brackets can be structure they are. So a pair of
    /// brackets counts when all inside of it is balanced and fits; a stray bracket makes text of every bracket that is open around it, and a
    /// "|" outside of <c>[a|b]</c> makes the whole prompt literal. One pass, linear time.
    /// </remarks>
    internal sealed class ScheduleParser
    {
        private readonly string _prompt;
        private readonly ScheduleTiming _timing;
        private readonly Stack<OpenBracket> _open = new Stack<OpenBracket>();
        private readonly List<TextBranch> _branches = new List<TextBranch>();
        private int _strayBars;

        private ScheduleParser(string prompt, ScheduleTiming timing)
        {
            _prompt = prompt;
            _timing = timing;
        }

        /// <summary>The prompt with its branches; without any where the prompt as a whole is literal.</summary>
        public static BranchingText Parse(string prompt, ScheduleTiming timing)
        {
            var parser = new ScheduleParser(prompt, timing);
            return new BranchingText(prompt, parser.Run() ? parser._branches : new List<TextBranch>());
        }

        private bool Run()
        {
            for (var at = 0; at < _prompt.Length; at++)
            {
                switch (_prompt[at])
                {
                    case '\\':
                        at++;
                        if (at == _prompt.Length || _prompt[at] == '\n')
                        {
                            return false;
                        }

                        break;
                    case '(':
                    case '[':
                        _open.Push(new OpenBracket(at));
                        break;
                    case ':' when _open.Count > 0:
                        _open.Peek().Colons.Add(at);
                        break;
                    case '|':
                        _strayBars++;
                        if (_open.Count > 0)
                        {
                            _open.Peek().Bars.Add(at);
                        }

                        break;
                    case ')':
                    case ']':
                        Close(at);
                        break;
                }
            }

            return _strayBars == 0;
        }

        private void Close(int at)
        {
            if (_open.Count == 0)
            {
                return;
            }

            var bracket = _open.Pop();
            var isPair = _prompt[bracket.Start] == (_prompt[at] == ')' ? '(' : '[');
            if (!isPair || !TryTake(bracket, at))
            {
                _open.Clear();
            }
        }

        /// <summary>Whether the pair of brackets is structure; remembers it where it is a branch.</summary>
        private bool TryTake(OpenBracket bracket, int close)
        {
            var colons = bracket.Colons;
            var bars = bracket.Bars;
            if (_prompt[close] == ')')
            {
                return bars.Count == 0 && colons.Count <= 1;
            }

            if (bars.Count > 0)
            {
                _strayBars -= colons.Count == 0 ? bars.Count : 0;
                return colons.Count == 0 && AddAlternate(bracket.Start, bars, close);
            }

            return colons.Count == 0 || (colons.Count <= 2 && TryAddScheduled(bracket.Start, colons, close));
        }

        private bool AddAlternate(int start, List<int> bars, int close)
        {
            var options = new (int Start, int End)[bars.Count + 1];
            for (var i = 0; i < options.Length; i++)
            {
                options[i] = (i == 0 ? start + 1 : bars[i - 1] + 1, i < bars.Count ? bars[i] : close);
            }

            _branches.Add(new TextBranch(start, close + 1, options) { IsAlternating = true });
            return true;
        }

        private bool TryAddScheduled(int start, List<int> colons, int close)
        {
            if (!SignedNumber.TryTrim(_prompt, colons[colons.Count - 1] + 1, close, out var number))
            {
                return false;
            }

            var before = colons.Count == 2 ? (start + 1, colons[0]) : (start + 1, start + 1);
            var after = colons.Count == 2 ? (colons[0] + 1, colons[1]) : (start + 1, colons[0]);
            _branches.Add(new TextBranch(start, close + 1, new[] { before, after }, _timing.SwitchStep(number)));
            return true;
        }

        private sealed class OpenBracket
        {
            private List<int>? _colons;
            private List<int>? _bars;

            public OpenBracket(int start) => Start = start;

            public int Start { get; }

            public List<int> Colons => _colons ??= new List<int>(2);

            public List<int> Bars => _bars ??= new List<int>(2);
        }
    }
}
