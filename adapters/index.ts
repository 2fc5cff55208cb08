import type { AdapterKind } from 'hashdesk/chat';
import { terminal } from './console/index.ts';
import { discord } from './discord/index.ts';
import { slack } from './slack/index.ts';
import { telegram } from './telegram/index.ts';

/** The chat adapters, as descriptions: what each is made of is loaded when it is used. To add one: a folder, and a line. */
export const adapters: readonly AdapterKind[] = [terminal, slack, discord, telegram];
