import { Button } from '@mantine/core';
import { IconClockExclamation, IconPaperclip } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatInstant } from '../../../platform/format.ts';
import { useMoment } from '../../../platform/moment.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { lazyNamed } from '../../../ui/lazy-named.ts';
import { Nothing, Panel } from '../../../ui/page.tsx';
import type { TaskDetail } from '../task-detail-operations.ts';
import classes from './task-entries.module.css';

const WithdrawEvidenceDialog = lazyNamed(
  () => import('../dialogs/withdraw-evidence-dialog.tsx'),
  'WithdrawEvidenceDialog',
);

type Evidence = TaskDetail['evidence'][number];

/** What the task must yield, each with the files that prove it. */
export function TaskDeliverables({ task }: { task: TaskDetail }) {
  const { t } = useTranslation('task');
  const { readOnly } = useMoment();
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  const mayWithdraw = !readOnly && task.availableCommands.includes('withdrawEvidence');
  const onWithdraw = mayWithdraw ? setWithdrawing : undefined;
  const known = new Set(task.deliverables.map(({ id }) => id));
  const others = task.evidence.filter(
    ({ deliverableId }) => deliverableId === null || !known.has(deliverableId),
  );
  return (
    <Panel title={t('part.deliverables')} flush>
      {task.deliverables.length === 0 && others.length === 0 && (
        <div className={classes.pad}>
          <Nothing>{t('deliverable.none')}</Nothing>
        </div>
      )}
      <ul className={classes.entries}>
        {task.deliverables.map(({ id, title }) => (
          <li key={id}>
            <span className={classes.bold}>{title}</span>
            <Files
              files={task.evidence.filter(({ deliverableId }) => deliverableId === id)}
              onWithdraw={onWithdraw}
            />
          </li>
        ))}
        {others.length > 0 && (
          <li>
            {task.deliverables.length > 0 && <span className={classes.bold}>{t('deliverable.other')}</span>}
            <Files files={others} onWithdraw={onWithdraw} />
          </li>
        )}
      </ul>
      <Suspense>
        {withdrawing !== null && (
          <WithdrawEvidenceDialog task={task} evidenceId={withdrawing} onClose={() => setWithdrawing(null)} />
        )}
      </Suspense>
    </Panel>
  );
}

function Files({
  files,
  onWithdraw,
}: {
  files: readonly Evidence[];
  onWithdraw: ((evidenceId: string) => void) | undefined;
}) {
  const { t } = useTranslation('task');
  if (files.length === 0) return <p className={classes.foot}>{t('deliverable.noEvidence')}</p>;
  return files.map((file) => <File key={file.id} file={file} onWithdraw={onWithdraw} />);
}

function File({
  file,
  onWithdraw,
}: {
  file: Evidence;
  onWithdraw: ((evidenceId: string) => void) | undefined;
}) {
  const { t } = useTranslation('task');
  const withdrawn = file.withdrawnReason !== null;
  return (
    <div className={classes.text}>
      <div className={classes.file}>
        <span className={classes.fileName}>
          <IconPaperclip size={16} aria-hidden />
          {withdrawn ? (
            <s>{file.fileName}</s>
          ) : (
            <a
              href={file.url}
              download={file.fileName}
              aria-label={t('evidence.download', { name: file.fileName })}
            >
              {file.fileName}
            </a>
          )}
        </span>
        <span className={classes.soft}>{formatBytes(file.size)}</span>
        {file.late && (
          <Chip tone="amber" icon={IconClockExclamation}>
            {t('evidence.late')}
          </Chip>
        )}
        {!withdrawn && onWithdraw && (
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => onWithdraw(file.id)}
            aria-label={`${t('evidence.withdraw')} ${file.fileName}`}
          >
            {t('evidence.withdraw')}
          </Button>
        )}
      </div>
      <span className={classes.soft}>
        {file.unit && `${t('evidence.unit', { unit: file.unit.shortName })} · `}
        <time dateTime={file.attachedAt}>{formatInstant(file.attachedAt)}</time>
        {withdrawn && ` · ${t('evidence.withdrawn', { reason: file.withdrawnReason })}`}
      </span>
    </div>
  );
}
