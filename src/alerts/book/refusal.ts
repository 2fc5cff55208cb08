import { UserError } from '../../common/errors.ts';

/** UserError where somebody may not `verb` the alerts. */
export function refuseUnless(allowed: boolean, verb: 'see' | 'change'): void {
  if (!allowed) throw new UserError(`You may not ${verb} the alerts here. Ask an admin to allow it.`);
}
