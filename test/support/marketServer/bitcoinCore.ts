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

/** The newest heights by hash, for a chain with real hashes. */
const heightsOf = (chain: MarketState['chain']) =>
  new Map(
    Array.from({ length: 2_600 }, (_, back) => [chain.hashAt(chain.height - back), chain.height - back]),
  );

function answerCall(state: MarketState, { id, method, params }: Call) {
  const { chain } = state;
  const result = (value: unknown) => ({ result: value, error: null, id });
  const failed = (code: number, message: string) => ({ result: null, error: { code, message }, id });
  const [first] = params;
  switch (method) {
    case 'getblockchaininfo':
      return result({
        chain: state.network,
        blocks: chain.height,
        headers: chain.height,
        bestblockhash: chain.hashAt(chain.height) ?? hashOf(chain.height),
        difficulty: chain.difficultyAt(chain.height),
        mediantime: chain.timeAt(chain.height - 5),
        initialblockdownload: state.initialBlockDownload,
        warnings: [],
      });
    case 'getblockhash':
      if (Number(first) > chain.height) return failed(-8, 'Block height out of range');
      return result(chain.hashAt(Number(first)) ?? hashOf(Number(first)));
    case 'getblockheader': {
      const hex = chain.headerOf(String(first));
      if (params[1] === false) return hex ? result(hex) : failed(-5, 'Block not found');
      const height = hex ? heightsOf(chain).get(String(first))! : heightOf(first);
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
