import type { MarketState } from '../marketServer.ts';

interface Call {
  id: number;
  method: string;
  params: unknown[];
}

const hashOf = (height: number) => `00000000${height.toString(16).padStart(56, '0')}`;
const heightOf = (hash: unknown) => Number.parseInt(String(hash).slice(8), 16);

/** Bitcoin Core's JSON-RPC, single or in a batch; an error of a single call comes under status 500. */
export function answerRpc({ state, body }: { state: MarketState; body: unknown }) {
  if (Array.isArray(body)) return { status: 200, answer: body.map((call) => answerCall(state, call)) };
  const answer = answerCall(state, body as Call);
  return { status: answer.error ? 500 : 200, answer };
}

function answerCall(state: MarketState, { id, method, params }: Call) {
  const { chain } = state;
  const result = (value: unknown) => ({ result: value, error: null, id });
  const failed = (code: number, message: string) => ({ result: null, error: { code, message }, id });
  const [first] = params;
  switch (method) {
    case 'getblockchaininfo':
      return result({
        chain: 'main',
        blocks: chain.height,
        headers: chain.height,
        bestblockhash: hashOf(chain.height),
        difficulty: chain.difficultyAt(chain.height),
        mediantime: chain.timeAt(chain.height - 5),
        initialblockdownload: state.initialBlockDownload,
        warnings: [],
      });
    case 'getblockhash':
      if (Number(first) > chain.height) return failed(-8, 'Block height out of range');
      return result(hashOf(Number(first)));
    case 'getblockheader': {
      const height = heightOf(first);
      const bits = chain.bitsAt(height).toString(16).padStart(8, '0');
      return result({
        hash: first,
        height,
        time: chain.timeAt(height),
        bits,
        difficulty: chain.difficultyAt(height),
      });
    }
    case 'getblockstats':
      return result({ height: first, totalfee: chain.feesSatsAt(Number(first)) });
    case 'getnetworkhashps':
      return result((chain.difficultyAt(chain.height) * 2 ** 32) / chain.spacingSeconds);
    default:
      return failed(-32601, 'Method not found');
  }
}
