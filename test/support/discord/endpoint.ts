import { generateKeyPairSync, sign } from 'node:crypto';
import type { World } from './world.ts';

/** A request as it stands on the wire. */
export interface SignedRequest {
  body: string;
  headers: Record<string, string>;
}

/** Interactions as signed HTTP requests, to the address that the application's page names. */
export function createEndpoint({ world }: { world: World }) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const sent: SignedRequest[] = [];
  /** What was answered, in the order of arrival. */
  const statuses: number[] = [];

  /** Signs as Discord does; `timestamp` in Unix seconds. */
  function signed(body: string, timestamp = Math.floor(world.now() / 1000)): SignedRequest {
    const signature = sign(null, Buffer.from(`${timestamp}${body}`), privateKey).toString('hex');
    const headers = {
      'content-type': 'application/json',
      'x-signature-ed25519': signature,
      'x-signature-timestamp': String(timestamp),
    };
    return { body, headers };
  }

  async function post(request: SignedRequest, url = world.application.interactions_endpoint_url!) {
    const response = await fetch(url, { method: 'POST', ...request });
    statuses.push(response.status);
    world.changed();
    return response;
  }

  return {
    sent,
    statuses,
    signed,
    post,
    /** 64 hexadecimal digits, as the application's page shows it. */
    publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('hex'),
    /** The address that interactions go to instead of the gateway, where one is set. */
    get isSet() {
      return world.application.interactions_endpoint_url !== null;
    },
    interact(data: object): void {
      const request = signed(JSON.stringify(data));
      sent.push(request);
      void post(request).catch(() => statuses.push(0));
    },
    /** Sends the last request again, byte for byte; elsewhere, where `url` is given. */
    again: (url?: string) => post(sent.at(-1)!, url),
  };
}

export type Endpoint = ReturnType<typeof createEndpoint>;
