#!/usr/bin/env node
import { faultOfNode } from './node-version.ts';

const fault = faultOfNode('songhanh-event-store');
if (fault === null) await import('./command.ts');
else {
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
