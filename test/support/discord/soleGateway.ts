import type { OpenGateway } from '../../../src/chat/adapterKind.ts';

/** Gateways of a desk of one process, which keeps nothing. */
export const soleGateway: OpenGateway = ({ onTaken }) => {
  let isOurs = true;
  return {
    looked: Promise.resolve().then(onTaken),
    isOurs: () => isOurs,
    session: async () => undefined,
    keep: async () => {},
    async stop() {
      isOurs = false;
    },
  };
};
