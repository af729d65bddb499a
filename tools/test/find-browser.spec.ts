import { describe, expect, it } from 'vitest';
import { findBrowser, type Machine } from './find-browser.ts';

/** A machine with these programs; apt-get, where allowed, adds one. */
function machine(has: readonly string[], given: Partial<Machine> = {}, installs?: string): Machine {
  const programs = new Set(has);
  return {
    variables: { PATH: '/usr/local/bin:/usr/bin' },
    playwrights: '/cache/playwright/chrome',
    isExecutable: (path) => programs.has(path),
    install: installs === undefined ? null : () => programs.add(installs),
    ...given,
  };
}

describe('the browser of the tests', () => {
  it('is the one that is named, before any other', () => {
    const variables = { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/chrome' };
    expect(findBrowser(machine(['/usr/bin/chromium', '/opt/chrome'], { variables }))).toBe('/opt/chrome');
  });

  it('is not quietly another than the one that is named', () => {
    const variables = { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/gone' };
    expect(() => findBrowser(machine(['/usr/bin/chromium'], { variables }))).toThrow('/opt/gone');
  });

  it.each(['chromium', 'chromium-browser', 'google-chrome'])('is an installed %s', (name) => {
    const path = `/usr/bin/${name}`;
    expect(findBrowser(machine([path, '/cache/playwright/chrome']))).toBe(path);
  });

  it("is Playwright's own where none is installed", () => {
    expect(findBrowser(machine(['/cache/playwright/chrome']))).toBe('/cache/playwright/chrome');
  });

  it('is installed where that is allowed', () => {
    expect(findBrowser(machine([], {}, '/usr/bin/chromium'))).toBe('/usr/bin/chromium');
  });

  it('is asked for in one sentence where there is none', () => {
    expect(() => findBrowser(machine([]))).toThrow(/^No browser found: [^\n]+$/u);
    expect(() => findBrowser(machine([], {}, '/usr/bin/something-else'))).toThrow('No browser found');
  });
});
