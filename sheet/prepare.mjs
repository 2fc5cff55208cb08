// Builds the sheet at the install, where that can be done: an install without the library that builds it goes on.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../bin/hashdesk.mjs', import.meta.url));
spawnSync(process.execPath, [launcher, 'sheet:build'], { stdio: 'ignore', timeout: 120_000 });
