import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useMoment } from '../../../platform/moment.tsx';
import { newId } from '../../../platform/new-id.ts';
import { DateField } from '../../../ui/date-field.tsx';
import type { DialogForm } from '../../../ui/form-dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import classes from '../plan.module.css';
import { type PlanDetail, planNumbersQuery } from '../plan-operations.ts';

interface Basis {
  /** Only keeps the row's place on the screen. */
  readonly key: string;
  readonly number: string;
  readonly issuedOn: string | null;
  readonly subject: string;
}

/** Under what a plan is issued, as it is typed. */
export interface IssueValues {
  readonly number: string;
  readonly issuedOn: string | null;
  readonly signerOffice: string;
  readonly bases: readonly Basis[];
}

/** The most that the domain takes. */
const basesMax = 50;

/** What the plan was issued under, or, of a draft, nothing but the present day. */
export function issueOf(
  { number, issuedOn, signerOffice, legalBases }: PlanDetail,
  today: string,
): IssueValues {
  return {
    number: number ?? '',
    issuedOn: issuedOn ?? today,
    signerOffice: signerOffice ?? '',
    bases: legalBases.map((basis, place) => ({
      ...basis,
      key: String(place),
      subject: basis.subject ?? '',
    })),
  };
}

export function issueFaults(
  { number, issuedOn, signerOffice, bases }: IssueValues,
  plan: PlanDetail,
  requiredField: string,
): Partial<Record<keyof IssueValues, string | undefined>> {
  return {
    bases: bases.some(lacksNumber) ? requiredField : undefined,
    number: number.trim() === '' && !plan.illustrative ? requiredField : undefined,
    issuedOn: issuedOn === null ? requiredField : undefined,
    signerOffice: signerOffice.trim() === '' ? requiredField : undefined,
  };
}

export function issueInput({ number, issuedOn, signerOffice, bases }: IssueValues, today: string) {
  return {
    number: number.trim() || null,
    issuedOn: issuedOn ?? today,
    signerOffice: signerOffice.trim(),
    legalBases: bases
      .filter((basis) => basis.number.trim() !== '')
      .map((basis) => ({
        number: basis.number.trim(),
        issuedOn: basis.issuedOn,
        subject: basis.subject.trim() || null,
      })),
  };
}

export function IssueFields<Values extends IssueValues>({
  plan,
  form,
}: {
  plan: PlanDetail;
  form: DialogForm<Values>;
}) {
  const { t } = useTranslation('plan');
  const { today } = useMoment();
  return (
    <>
      <TextInput
        label={t('form.number')}
        placeholder="25/KH-UBND"
        withAsterisk={!plan.illustrative}
        data-autofocus
        {...form.text('number')}
      />
      <NumberTaken plan={plan} number={form.values.number} />
      <DateField
        label={t('form.issuedOn')}
        required
        max={plan.amendments[0]?.issuedOn ?? today}
        value={form.values.issuedOn}
        onChange={(date) => form.set('issuedOn', date)}
        error={form.errors.issuedOn}
      />
      <TextInput
        label={t('form.signerOffice')}
        description={t('form.signerOfficeHint')}
        withAsterisk
        {...form.text('signerOffice')}
      />
      <Bases
        bases={form.values.bases}
        fault={form.errors.bases}
        onChange={(bases) => form.set('bases', bases)}
      />
    </>
  );
}

/** A number that the issuing unit has given in this year already is probably a slip. */
function NumberTaken({ plan, number }: { plan: PlanDetail; number: string }) {
  const { t } = useTranslation('plan');
  const [{ data }] = useQuery({ query: planNumbersQuery, variables: { year: plan.year } });
  const issued = data?.plans.edges.map(({ node }) => node) ?? [];
  const same = issued.some(
    (one) =>
      one.id !== plan.id &&
      one.issuingUnit.id === plan.issuingUnit.id &&
      one.number?.toLowerCase() === number.trim().toLowerCase(),
  );
  return same && <Notice>{t('numberTaken', { number: number.trim(), year: String(plan.year) })}</Notice>;
}

/** A row that is begun needs its number; one that is empty is passed over. */
function lacksNumber({ number, issuedOn, subject }: Basis): boolean {
  return number.trim() === '' && (issuedOn !== null || subject.trim() !== '');
}

function Bases({
  bases,
  fault,
  onChange,
}: {
  bases: readonly Basis[];
  /** Of the rows that lack their number. */
  fault: string | undefined;
  onChange: (bases: readonly Basis[]) => void;
}) {
  const { t } = useTranslation('plan');
  function change(key: string, part: Partial<Basis>): void {
    onChange(bases.map((basis) => (basis.key === key ? { ...basis, ...part } : basis)));
  }
  return (
    <fieldset className={classes.rows}>
      <legend>{t('part.legalBases')}</legend>
      {bases.map((basis, place) => (
        <div key={basis.key} className={classes.basis}>
          <TextInput
            className={classes.basisNumber}
            label={t('form.basisNumber', { place: place + 1 })}
            value={basis.number}
            error={lacksNumber(basis) ? fault : undefined}
            onChange={(event) => change(basis.key, { number: event.currentTarget.value })}
          />
          <div className={classes.basisDay}>
            <DateField
              label={t('form.basisIssuedOn')}
              value={basis.issuedOn}
              onChange={(issuedOn) => change(basis.key, { issuedOn })}
            />
          </div>
          <ActionIcon
            className={classes.basisBin}
            variant="default"
            size={36}
            aria-label={t('form.basisRemove', { place: place + 1 })}
            onClick={() => onChange(bases.filter((other) => other.key !== basis.key))}
          >
            <IconTrash size={16} />
          </ActionIcon>
          <TextInput
            className={classes.basisSubject}
            label={t('form.basisSubject')}
            value={basis.subject}
            onChange={(event) => change(basis.key, { subject: event.currentTarget.value })}
          />
        </div>
      ))}
      {bases.length < basesMax && (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange([...bases, { key: newId(), number: '', issuedOn: null, subject: '' }])}
          >
            {t('form.basisAdd')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
