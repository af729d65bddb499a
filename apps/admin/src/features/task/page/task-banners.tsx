import {
  IconArchive,
  IconArrowBackUp,
  IconBan,
  IconCircleCheck,
  IconHandStop,
  IconHourglassHigh,
  IconMessageQuestion,
  IconPencil,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../platform/format.ts';
import type { IconType, Tone } from '../../../ui/chip.tsx';
import { isOver } from '../../../ui/task-status.ts';
import type { TaskDetail } from '../task-detail-operations.ts';
import classes from './task-banners.module.css';

/** What everybody who opens the task must know first, with the words of whoever said it. */
export function TaskBanners({ task }: { task: TaskDetail }) {
  const { t } = useTranslation('task');
  const { openChange, plan } = task;
  return (
    <>
      {plan.status === 'DRAFT' && (
        <Banner tone="grey" icon={IconPencil} title={t('banner.draft')}>
          {t('banner.draftBody')}
        </Banner>
      )}
      {plan.status === 'CLOSED' && plan.closedOn && (
        <Banner
          tone="grey"
          icon={IconArchive}
          title={t('banner.planClosed', { date: formatDate(plan.closedOn) })}
        >
          {!isOver(task.status) && t('banner.planClosedBody')}
        </Banner>
      )}
      {task.cancelReason !== null && (
        <Banner tone="grey" icon={IconBan} title={t('banner.cancelled')}>
          {task.cancelReason}
        </Banner>
      )}
      {task.assignment === 'DECLINED' && (
        <Banner tone="red" icon={IconHandStop} title={t('banner.declined')}>
          {task.declineReason}
        </Banner>
      )}
      {task.returnReason !== null && !task.submitted && task.confirmedOn === null && (
        <Banner tone="amber" icon={IconArrowBackUp} title={t('banner.returned')}>
          {task.returnReason}
        </Banner>
      )}
      {openChange && (
        <Banner tone="amber" icon={IconMessageQuestion} title={t('banner.openChange')}>
          {openChange.proposal}
          {openChange.proposedDueOn &&
            ` (${t('change.proposedDueOn')}: ${formatDate(openChange.proposedDueOn)})`}
          {' – '}
          {openChange.reason}
        </Banner>
      )}
      {task.submitted && task.submittedOn && (
        <Banner
          tone="violet"
          icon={IconHourglassHigh}
          title={t('banner.submitted', { date: formatDate(task.submittedOn) })}
        >
          {task.submissionSummary}
        </Banner>
      )}
      {task.confirmedOn && (
        <Banner
          tone="green"
          icon={IconCircleCheck}
          title={t('banner.confirmed', { date: formatDate(task.confirmedOn) })}
        >
          <Said label={t('banner.result')}>{task.submissionSummary}</Said>
          <Said label={t('banner.confirmationNote')}>{task.confirmationNote}</Said>
        </Banner>
      )}
    </>
  );
}

function Banner({
  tone,
  icon: Icon,
  title,
  children,
}: {
  tone: Tone;
  icon: IconType;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className={classes.banner} data-tone={tone} role="note">
      <Icon size={20} />
      <div>
        <strong>{title}</strong>
        {children && <p>{children}</p>}
      </div>
    </div>
  );
}

/** The words of one of those who spoke, under whose they are. */
function Said({ label, children }: { label: string; children: string | null }) {
  if (children === null) return null;
  return (
    <span className={classes.said}>
      <span className={classes.label}>{label}</span> {children}
    </span>
  );
}
