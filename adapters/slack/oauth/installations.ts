import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import type { KeyValue } from 'hashdesk/chat';
import { type EncryptionKey, encryptedSchema, encryption } from './encryption.ts';

function teamOf(id: string | undefined): string {
  if (id) return id;
  throw new Error('The app is installed in a workspace, not in a whole organization: choose a workspace.');
}

/** The workspaces that installed the app, encrypted in `store`; a record under an older key is encrypted anew. */
export function installationStore({
  store,
  encryptionKeys,
}: {
  store: KeyValue;
  encryptionKeys: readonly EncryptionKey[];
}) {
  const { encrypt, decrypt, isOld } = encryption(encryptionKeys);
  const save = (owner: string, text: string) => store.set(owner, encrypt({ text, owner }));
  return {
    async storeInstallation(installation: Installation) {
      await save(teamOf(installation.team?.id), JSON.stringify(installation));
    },
    async fetchInstallation({ teamId }: Pick<InstallationQuery<boolean>, 'teamId'>) {
      const owner = teamOf(teamId);
      const encrypted = await store.get(owner, encryptedSchema);
      if (!encrypted) throw new Error(`The workspace ${owner} has not installed the app.`);
      const text = decrypt({ encrypted, owner });
      if (isOld(encrypted)) await save(owner, text);
      return JSON.parse(text) as Installation;
    },
    async deleteInstallation({ teamId }: Pick<InstallationQuery<boolean>, 'teamId'>) {
      await store.delete(teamOf(teamId));
    },
  } satisfies InstallationStore;
}
export type Installations = ReturnType<typeof installationStore>;
