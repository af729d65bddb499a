import { faultOfNode } from './node-version.ts';

const fault = faultOfNode('@songhanh/event-store');
if (fault !== null) throw new Error(fault);
