import type { Tool } from '@modelcontextprotocol/server';
import type { Right } from '../access/rights.ts';
import type { CommandSpec } from '../chat/adapter.ts';
import type { Parameter } from '../chat/parameter.ts';
import { memoize } from '../common/memoize.ts';
import { outputSchema } from './result.ts';

/** A command as a tool. */
export interface CommandTool {
  name: string;
  /** `['site', 'add']` */
  path: string[];
  spec: CommandSpec;
  /** What a program is told of it. */
  description: Tool;
}

/** A tool for each command that a program with that scope can use, by name, in help order. */
export function toolsOf(commands: readonly CommandSpec[], scope: Right): ReadonlyMap<string, CommandTool> {
  return toolsByScope(commands)[scope];
}

const toolsByScope = memoize((commands: readonly CommandSpec[]): Record<Right, Map<string, CommandTool>> => {
  const ofEveryone = commands.filter(({ forPeople }) => !forPeople);
  const all = ofEveryone.flatMap((command) => [
    toolOf([command]),
    ...(command.subcommands ?? [])
      .filter(({ forPeople }) => !forPeople)
      .map((subcommand) => toolOf([command, subcommand])),
  ]);
  const usable = all.filter(({ needs }) => !needs.includes('operator'));
  const reading = usable.filter(({ needs }) => !needs.includes('change'));
  const byName = (tools: typeof all) => new Map(tools.map(({ tool }) => [tool.name, tool]));
  return { read: byName(reading), change: byName(usable) };
});

function toolOf(specs: readonly CommandSpec[]): { tool: CommandTool; needs: CommandSpec['needs'][] } {
  const spec = specs.at(-1)!;
  const path = specs.map(({ name }) => name);
  const needs = specs.map((one) => one.needs);
  const { mayChange = needs.includes('change'), adds = false, summary, examples, parameters } = spec;
  const name = path.join('_');
  const description: Tool = {
    name,
    title: path.join(' '),
    description: `${summary}. As a person types it: ${examples.join(' · ')}`,
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(
        Object.entries(parameters).map(([input, parameter]) => [input, inputSchema(parameter)]),
      ),
      required: Object.keys(parameters).filter((input) => parameters[input]!.required),
      additionalProperties: false,
    },
    outputSchema,
    annotations: {
      readOnlyHint: !mayChange,
      destructiveHint: mayChange && !adds,
      openWorldHint: false,
    },
  };
  return { tool: { name, path, spec, description }, needs };
}

/** A value as a program may give it; the parameter reads it as it reads what a person types. */
function inputSchema(parameter: Parameter<unknown, boolean>): Record<string, string | string[]> {
  const { accepted, example, choices } = parameter;
  const description = `${parameter.description}. Accepted: ${accepted}. Example: ${example}`;
  if (choices?.join() === 'yes,no') return { type: 'boolean', description: parameter.description };
  if (choices) return { type: 'string', enum: [...choices], description };
  return { type: takesNumber(parameter) ? ['number', 'string'] : 'string', description };
}

/** Whether a bare number means what its example means with a unit: 45 is $45/MWh, and 50 is not $50M. */
function takesNumber(parameter: Parameter<unknown, boolean>): boolean {
  const readAs = (text: string) => {
    try {
      return parameter.read(text, { sites: [] })?.value;
    } catch {
      return undefined;
    }
  };
  const [bare = ''] = /\d[\d.]*/.exec(parameter.example) ?? [];
  const value = readAs(parameter.example);
  return typeof value === 'number' && value === readAs(bare);
}
