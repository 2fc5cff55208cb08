import type { Reporter, TestCase } from 'vitest/node';

/** Ends the run with the one plain line `N passed, N failed`; a file that cannot be loaded is a failure. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(...[modules, errors]: Parameters<Required<Reporter>['onTestRunEnd']>): void {
    const tests: TestCase[] = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    console.log(`${count('passed')} passed, ${count('failed') + broken} failed`);
  }
}
