import type { OpenGateway } from '../chat/adapterKind.ts';
import type { Log } from '../common/log.ts';
import type { Wait } from '../common/wait.ts';
import type { Database } from '../storage/database.ts';
import { gatewaySessions } from '../storage/gatewaySessions.ts';
import { lock } from '../storage/lock.ts';
import { DUTY_MS, startDuty } from './duty.ts';

/** Gateways that one process of a desk holds at a time: each is a duty of its own, its session in the database. */
export function gateways(asked: {
  database: Database;
  newId: () => string;
  /** One clock for all processes. */
  now: () => number | Promise<number>;
  /** Milliseconds on a clock that is never set. */
  elapsed: () => number;
  wait: Wait;
  log: Log;
}): OpenGateway {
  const { database, newId, now, ...means } = asked;
  return ({ name, onTaken, onLost }) => {
    const holder = newId();
    const sessions = gatewaySessions({ database, name, holder });
    const duty = startDuty({
      ...means,
      lock: lock({ database, name: `gateway ${name}`, ttlMs: DUTY_MS, holder, now }),
      onTaken,
      onLost,
    });
    return { ...duty, session: sessions.take, keep: sessions.keep };
  };
}
