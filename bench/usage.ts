/** What a process has used of the machine. */
export interface Usage {
  /** Of the whole life of the process, at its largest. */
  residentMb: number;
  /** What is alive on the heap, after a full collection. */
  heapMb: number;
}

/** Usage of this process. Throws Error without `--expose-gc`. */
export function usage(): Usage {
  if (globalThis.gc === undefined) throw new Error('The bench needs node --expose-gc');
  globalThis.gc();
  globalThis.gc();
  return {
    residentMb: process.resourceUsage().maxRSS / 1024,
    heapMb: process.memoryUsage().heapUsed / 2 ** 20,
  };
}
