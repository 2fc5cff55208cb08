import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** A key for what is encrypted at rest: 32 bytes in base64 or hex. The first of a list encrypts, all decrypt. */
export interface EncryptionKey {
  id: string;
  key: string;
}

export const encryptedSchema = z.object({
  keyId: z.string(),
  iv: z.string(),
  tag: z.string(),
  data: z.string(),
});
export type Encrypted = z.infer<typeof encryptedSchema>;

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;

function bytesOf({ id, key }: EncryptionKey): Buffer {
  const bytes = /^[0-9a-f]{64}$/i.test(key) ? Buffer.from(key, 'hex') : Buffer.from(key, 'base64');
  if (bytes.length === KEY_BYTES) return bytes;
  throw new RangeError(
    `The encryption key "${id}" holds ${bytes.length} bytes, it must hold ${KEY_BYTES}: make one with openssl rand -base64 32.`,
  );
}

/**
 * Encrypts text with AES-256-GCM. `owner` is authenticated with it, so that one tenant's record cannot be put in
 * the place of another's. Throws RangeError for a key that is not 32 bytes.
 */
export function encryption(encryptionKeys: readonly EncryptionKey[]) {
  const keys = new Map(encryptionKeys.map((key) => [key.id, bytesOf(key)]));
  const [current] = encryptionKeys;
  if (!current)
    throw new RangeError('Installations need an encryption key: make one with openssl rand -base64 32.');
  return {
    encrypt({ text, owner }: { text: string; owner: string }): Encrypted {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, keys.get(current.id)!, iv).setAAD(Buffer.from(owner));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
      return {
        keyId: current.id,
        iv: iv.toString('base64'),
        tag: cipher.getAuthTag().toString('base64'),
        data,
      };
    },
    decrypt({ encrypted, owner }: { encrypted: Encrypted; owner: string }): string {
      const key = keys.get(encrypted.keyId);
      if (!key)
        throw new RangeError(
          `The encryption key "${encrypted.keyId}" is not configured: add it after the current one.`,
        );
      const decipher = createDecipheriv(CIPHER, key, Buffer.from(encrypted.iv, 'base64'), {
        authTagLength: 16,
      })
        .setAAD(Buffer.from(owner))
        .setAuthTag(Buffer.from(encrypted.tag, 'base64'));
      return Buffer.concat([
        decipher.update(Buffer.from(encrypted.data, 'base64')),
        decipher.final(),
      ]).toString('utf8');
    },
    /** Whether a record was encrypted with another key than the current one. */
    isOld: ({ keyId }: Encrypted) => keyId !== current.id,
  };
}
