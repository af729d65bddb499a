const majorMin = 24;

/**
 * Why this Node cannot run what `name` names; null when it can. What tells it must be evaluated before anything imports
 * `node:sqlite` or what else an older Node lacks, even statically: modules are linked before the first one runs.
 */
export function faultOfNode(name: string, version = process.versions.node): string | null {
  if (Number.parseInt(version, 10) >= majorMin) return null;
  return `${name} needs Node ${majorMin} or newer; this is ${version} (${process.execPath}).`;
}
