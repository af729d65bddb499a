import { demoSignIns, SAMPLE_TODAY } from '@songhanh/sample-world';

/** The business day and the sign-ins of the sample world, for a supervisor that runs on a Node without TypeScript. */
console.log(JSON.stringify({ today: SAMPLE_TODAY, signIns: demoSignIns }));
