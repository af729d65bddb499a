import type { FilterOptions } from '../filter.ts';

export type ConsumerStrategy = 'RoundRobin' | 'DispatchToSingle' | 'Pinned' | 'PinnedByCorrelation';

/** Where a group starts: inclusive, and for `end` after the newest event when the group is created. */
export type StartFrom = 'start' | 'end' | number;

/** A group's settings as they are stored (JSON) and reported. Counts of 0 mean "no limit" where EventStoreDB says so. */
export type GroupSettings = {
  startFrom: StartFrom;
  /** `startFrom`, made definite when the group was created: the first position or revision that is read. */
  firstOrder: number;
  filter: FilterOptions | null;
  resolveLinks: boolean;
  extraStatistics: boolean;
  maxRetryCount: number;
  minCheckpointCount: number;
  maxCheckpointCount: number;
  maxSubscriberCount: number;
  liveBufferSize: number;
  readBatchSize: number;
  historyBufferSize: number;
  /** 0: a message may take as long as it likes. */
  messageTimeoutMs: number;
  checkpointAfterMs: number;
  strategy: ConsumerStrategy;
};

/** A group is known by its source (a stream's name or `$all`) and its own name. */
export type GroupKey = { stream: string; group: string };

export const allStream = '$all';

const bufferSizeMax = 100_000;

/** Why the settings cannot be used, or null. */
export function faultOf(settings: GroupSettings): string | null {
  if (settings.maxRetryCount < 0) return 'Max retry count must not be negative.';
  if (settings.messageTimeoutMs < 0) return 'Message timeout must not be negative.';
  if (settings.checkpointAfterMs < 0) return 'Checkpoint after must not be negative.';
  if (settings.maxSubscriberCount < 0) return 'Max subscriber count must not be negative.';
  if (settings.readBatchSize < 1) return 'Read batch size must be at least 1.';
  if (settings.liveBufferSize < 1) return 'Live buffer size must be at least 1.';
  if (settings.historyBufferSize < 1 || settings.historyBufferSize > bufferSizeMax) {
    return `History buffer size must be between 1 and ${bufferSizeMax}.`;
  }
  if (settings.historyBufferSize < settings.readBatchSize) {
    return 'History buffer size must not be smaller than the read batch size.';
  }
  return null;
}

/** Why no group gets the settings any more, or null; earlier versions stored some that are refused now. */
export function faultOfNew(settings: GroupSettings): string | null {
  const fault = faultOf(settings);
  if (fault === null && settings.historyBufferSize === settings.readBatchSize) {
    return 'History buffer size must be greater than the read batch size.';
  }
  return fault;
}
