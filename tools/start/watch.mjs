import { recordOf } from './lines.mjs';
import { sampleProgress } from './progress.mjs';

const warning = 40;

/**
 * What is shown of the children's words: progress, warnings and errors; everything with `--verbose`. What a child
 * says before it was ready is not shown but kept: should it end, it is the reason given.
 * @param {{ isVerbose: boolean }} options
 * @param {(fault: Error) => void} onGivenUp
 */
export function watcher({ isVerbose }, onGivenUp) {
  const progress = sampleProgress();
  return (name) => ({
    onGivenUp,
    onNews: (news) => console.error(news),
    onLine: (line, isError, wasReady) => {
      const record = recordOf(line);
      if (record?.msg === 'sample world') progress(record);
      else if (isVerbose) console.error(`[${name}] ${line}`);
      else if (!wasReady) return;
      else if (record === null ? isError : record.level >= warning)
        console.error(`[${name}] ${record === null ? line : textOf(record)}`);
    },
  });
}

function textOf({ msg, err }) {
  const message = err?.message;
  return message === undefined || message === msg ? msg : `${msg}: ${message}`;
}
