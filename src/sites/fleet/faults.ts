import { UserError } from '../../common/errors.ts';

const MOST_SHOWN = 10;

/** The faults of a file, each with its place; those beyond the first few are counted. */
export class Faults {
  private readonly shown: string[] = [];
  total = 0;

  get isFull(): boolean {
    return this.shown.length >= MOST_SHOWN;
  }

  get isEmpty(): boolean {
    return this.total === 0;
  }

  add(place: string, message: string): undefined {
    this.total++;
    if (!this.isFull) this.shown.push(`${place}: ${message}`);
  }

  /** What `read` yields; a refusal of its own is a fault at `place`. */
  collect<T>(place: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return this.add(place, error.message.replace(/\.$/u, ''));
    }
  }

  refusal(name: string): UserError {
    const more = this.total > this.shown.length ? `; and ${this.total - this.shown.length} more` : '';
    return new UserError(`${name} was refused whole, nothing was changed: ${this.shown.join('; ')}${more}`);
  }
}
