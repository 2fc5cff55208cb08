import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** What the browser needs neither of a screen nor of a network. */
const ARGUMENTS = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A real Chromium. It comes as a package, for Linux on x64; elsewhere an installed Chrome is used. Rejects where there is
 * none.
 */
export const launchBrowser = async (): Promise<Browser> => chromium.launch(await launchOptions());

async function launchOptions() {
  const shared = { args: ARGUMENTS, chromiumSandbox: false };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { ...shared, channel: 'chrome' };
  const folder = await unpacked();
  return {
    ...shared,
    executablePath: join(folder, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023/lib') } as Record<string, string>,
  };
}

/**
 * The unpacked browser. The package unpacks into the folder for temporary files and takes whatever lies there under
 * that name: each user and version has a folder of its own, put into its place as a whole.
 */
async function unpacked(): Promise<string> {
  const folder = join(tmpdir(), `hashdesk-chromium-${versionOf()}-${userInfo().uid}`);
  if (existsSync(folder)) return folder;
  const aside = mkdtempSync(`${folder}-`);
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  // The package brings the system's libraries along where it takes the machine for one without any.
  Object.assign(process.env, { TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  } finally {
    restore(before);
  }
  try {
    renameSync(aside, folder);
  } catch {
    // Another run was faster.
    rmSync(aside, { recursive: true, force: true });
  }
  return folder;
}

function restore(before: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** The package does not export its description. */
function versionOf(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  let folder = dirname(entry);
  while (!existsSync(join(folder, 'package.json')) || !isPackage(folder)) folder = dirname(folder);
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

const isPackage = (folder: string): boolean =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string }).name ===
  '@sparticuz/chromium';
