import type { Command } from 'hashdesk';

export const ROCKDALE = 'site add rockdale 100 MW s21xp at $45/MWh';
export const OWN_DEAL = 'comps add "West Texas" Acme 100 MW critical 15y $2.4B lease 2026-01';

/** What stands in the fleet file that examples name. */
export const FLEET_CSV = 'model,count\nS21 XP,20000\nS19j Pro,5000\n';

/** Every command line that help shows, those of subcommands included. */
export function examplesOf(commands: readonly Command[]): string[] {
  return commands.flatMap(({ examples, subcommands = [] }) => [...examples, ...examplesOf(subcommands)]);
}

/** The lines that must be asked before an example works. */
export function neededBefore(example: string): string[] {
  const needs = (line: string, pattern: RegExp) => (pattern.test(example) ? [line] : []);
  return [
    ...needs(example.replace('revoke', 'allow'), /^access revoke/),
    ...needs('token add read memos', /^token revoke/),
    ...needs('profit demo', /^(?:more|explain|sheet)$/),
    ...needs(OWN_DEAL, /^comps remove/),
    ...needs('alert add hashprice < 30', /^alert \w+ 1/),
    ...needs('digest daily 08:00 UTC', /^digest (?:pause|resume|remove)/),
    ...needs(ROCKDALE, /^(?!site add).*rockdale/),
  ];
}
