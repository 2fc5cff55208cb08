import type { Rule } from '../rules/rule.ts';

/** A conversation as a key: rules of one conversation are one message. */
export function destinationOf({ adapter, tenant, channel, thread }: Rule['address']): string {
  return [adapter, tenant, channel, ...(thread === undefined ? [] : [thread])].join('/');
}
