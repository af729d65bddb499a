export { type LoadOptions, sampleLoad } from './load.ts';
export { DEMO_PASSWORD, demoSignIns, type Person, people } from './people.ts';
export { playSampleWorld, type SampleProgress, type SampleWorldDoor } from './play.ts';
export { SAMPLE_TODAY, SAMPLE_UNTIL, sampleWorld } from './script.ts';
export type { SampleFile, SampleStep } from './step.ts';
