import { Button } from '@mantine/core';
import {
  IconAlertCircle,
  IconCircleCheck,
  IconDownload,
  IconHourglassHigh,
  IconPlayerPlay,
  IconRefresh,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatInstant } from '../../platform/format.ts';
import { Chip, type IconType, type Tone } from '../../ui/chip.tsx';
import { Percent } from '../../ui/percent.tsx';
import { UnitName } from '../../ui/unit-name.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './report.module.css';
import type { ReportRow } from './report-operations.ts';

const looks: Readonly<Record<ReportRow['status'], { tone: Tone; icon: IconType }>> = {
  REQUESTED: { tone: 'grey', icon: IconHourglassHigh },
  RUNNING: { tone: 'blue', icon: IconPlayerPlay },
  RETRYING: { tone: 'amber', icon: IconRefresh },
  COMPLETED: { tone: 'green', icon: IconCircleCheck },
  FAILED: { tone: 'red', icon: IconAlertCircle },
};

export function ReportLine({ report }: { report: ReportRow }) {
  const { t } = useTranslation(['report', 'app']);
  const words = useWords();
  const { plan, status, asOf, locale, unit, requestedAt } = report;
  const { tone, icon } = looks[status];
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <span className={classes.title}>{t('asOf', { moment: formatInstant(asOf) })}</span>
        <Link to="/plans/$planId" params={{ planId: plan.id }} className={classes.plan}>
          {plan.number && `${plan.number} · `}
          {words(plan.title, plan.titleEnglish)}
        </Link>
        <span className={classes.soft}>
          {t('requested', { moment: formatInstant(requestedAt) })}
          {unit && (
            <>
              {' · '}
              <UnitName unit={unit} />
            </>
          )}
          {' · '}
          {t(`app:language.${locale}`)}
        </span>
      </div>
      <div className={classes.state} role="status">
        <Chip tone={tone} icon={icon}>
          {t(`status.${status}`)}
        </Chip>
        <Detail report={report} />
      </div>
      <div className={classes.end}>
        {report.document && (
          <Button
            component="a"
            href={report.document.url}
            download={report.document.fileName}
            variant="light"
            size="xs"
            leftSection={<IconDownload size={16} />}
            title={report.document.fileName}
          >
            {t('download', { size: formatBytes(report.document.size) })}
          </Button>
        )}
      </div>
    </li>
  );
}

/** How far it is while it runs; why it failed where it did. */
function Detail({ report }: { report: ReportRow }) {
  const { t } = useTranslation('report');
  switch (report.status) {
    case 'RUNNING':
      return (
        <>
          <Percent value={report.percent} label={t('progress')} />
          {report.step && <span className={classes.soft}>{t(`step.${report.step}`)}</span>}
        </>
      );
    case 'RETRYING':
    case 'FAILED':
      return (
        <span className={classes.reason}>
          {t('attempts', { count: report.attempts })}
          {report.failureReason && ` ${report.failureReason}`}
        </span>
      );
    default:
      return null;
  }
}
