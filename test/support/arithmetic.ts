/** What an expression of an explanation comes to: numbers as people write them, `+ − × ÷ ^` and brackets. */
export function evaluate(expression: string): number {
  const tokens = expression.replaceAll(',', '').match(/\d+(?:\.\d+)?|[+\-−×÷^()]/g) ?? [];
  if (tokens.join('') !== expression.replace(/[,\s]/g, ''))
    throw new SyntaxError(`Not arithmetic alone: ${expression}`);
  let at = 0;
  const value = sum();
  if (at < tokens.length) throw new SyntaxError(`Unexpected ${tokens[at]} in ${expression}`);
  return value;

  function sum(): number {
    let total = product();
    for (;;) {
      if (take('+')) total += product();
      else if (take('−')) total -= product();
      else return total;
    }
  }
  function product(): number {
    let total = power();
    for (;;) {
      if (take('×')) total *= power();
      else if (take('÷')) total /= power();
      else return total;
    }
  }
  function power(): number {
    const base = operand();
    return take('^') ? base ** operand() : base;
  }
  function operand(): number {
    if (take('−')) return -operand();
    if (!take('(')) return Number(tokens[at++]);
    const inner = sum();
    if (!take(')')) throw new SyntaxError(`A bracket stays open in ${expression}`);
    return inner;
  }
  function take(token: string): boolean {
    if (tokens[at] !== token) return false;
    at++;
    return true;
  }
}

/** How far the rounding of its numbers to seven significant digits can move an expression. */
export function roundingOf(expression: string): number {
  const exact = evaluate(expression);
  const numbers = [...expression.matchAll(/[\d.,]+/g)];
  return numbers.reduce((sum, { 0: text, index }) => {
    const moved = (evaluate(text) * (1 + 5e-7)).toFixed(15);
    const nudged = expression.slice(0, index) + moved + expression.slice(index + text.length);
    return sum + Math.abs(evaluate(nudged) - exact);
  }, 0);
}
