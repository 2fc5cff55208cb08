import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type InlineConfig, type Rolldown, build as viteBuild } from 'vite';

/** Builds the sheet into `into`: a page for a server or any static host, and the same as one file. */
export async function buildSheet({ into }: { into: string }): Promise<void> {
  await build(configOf({ write: true, into }));
  const whole = await build(configOf({ write: false, into }));
  const { output } = whole as Rolldown.RolldownOutput;
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, 'one-file.html'), oneFile(output));
}

/** A program as one script for browsers, with what the sheet has in the place of packages. */
export async function bundleOf({ input }: { input: string }): Promise<string> {
  const config = configOf({ write: false, into: 'dist' });
  const { rolldownOptions } = config.build!;
  const built = await build({
    ...config,
    build: { ...config.build, rolldownOptions: { ...rolldownOptions, input } },
  });
  const { output } = built as Rolldown.RolldownOutput;
  return output.flatMap((it) => (it.type === 'chunk' ? [it.code] : [])).join('\n');
}

/** Vite builds another page where tests run: what is served is the same, whoever builds it. */
async function build(config: InlineConfig) {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    return await viteBuild(config);
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

const folder = fileURLToPath(new URL('.', import.meta.url));
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

function configOf({ write, into }: { write: boolean; into: string }): InlineConfig {
  return {
    root: folder,
    base: './',
    configFile: false,
    logLevel: 'silent',
    resolve: {
      alias: [
        { find: /^hashdesk\/economics$/, replacement: at('../src/economics/index.ts') },
        { find: /^hashdesk$/, replacement: at('./hashdesk.ts') },
      ],
    },
    plugins: [ownPieces],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write,
      outDir: into,
      emptyOutDir: true,
      modulePreload: false,
      cssCodeSplit: false,
      target: 'es2022',
      rolldownOptions: {
        treeshake: { moduleSideEffects: (id) => id.startsWith(folder) && /\.(?:css|tsx?)$/.test(id) },
        // What is there at first is one piece, which packs better than five.
        output: write
          ? {
              codeSplitting: {
                includeDependenciesRecursively: false,
                groups: [LATER, { name: 'page', tags: ['$initial'] }],
              },
            }
          : { codeSplitting: false, format: 'iife' },
      },
    },
  };
}

/** Shared by pieces that come later alone: at first nobody needs it. */
const LATER = { name: 'later', test: /economics.elementary|parameters.newName/, priority: 1 };

/** Vite brings a kilobyte that fetches styles and pieces ahead; the page has all its styles at once, and says what it lacks. */
const ownPieces = {
  name: 'own-pieces',
  enforce: 'pre' as const,
  load: (id: string) =>
    id === '\0vite/preload-helper.js'
      ? `export { __vitePreload } from ${JSON.stringify(at('./piece.ts'))};`
      : undefined,
};

/** One page without anything beside it: its script may run by its hash, its styles by theirs, and nothing else may. */
function oneFile(output: Rolldown.RolldownOutput['output']): string {
  const script = output.flatMap((it) => (it.type === 'chunk' ? [it.code] : [])).join('\n');
  const style = output.flatMap((it) =>
    it.fileName.endsWith('.css') && 'source' in it ? [String(it.source)] : [],
  );
  const safeScript = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const styles = style.join('\n');
  const csp = [
    "default-src 'none'",
    `script-src '${hashOf(safeScript)}'`,
    `style-src '${hashOf(styles)}'`,
    'img-src data: blob:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${csp}"><meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark"><title>Hashdesk sheet</title><style>${styles}</style></head>
<body><div id="sheet"></div><script type="application/json" id="question"></script><script>${safeScript}</script></body></html>
`;
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
