import { allAgencies, hueCityOffice } from './agencies.ts';
import { sampleGroups } from './groups.ts';
import { administrator, people } from './people.ts';
import { type SampleStep, step } from './step.ts';
import { PROVINCE_ID, territorialUnits } from './units.ts';

/** Since when the sample world says that its units are in being; illustrative. */
const UNITS_SINCE = '2021-07-01';
const OFFICES_SINCE = '2022-01-01';

/** The administrator enters who is there: people first, so that the first account is the administrator's own. */
export function* organisationSteps(): Generator<SampleStep> {
  const minute = clock('2023-01-03T08:00');
  const at = (): string => minute.next().value;
  yield* accountSteps(people.slice(0, 1), at);
  for (const unit of territorialUnits) {
    yield step(at(), administrator, 'EstablishUnit', {
      unitId: unit.id,
      parentUnitId: unit.parentId,
      kind: unit.kind,
      name: unit.name,
      nameEnglish: unit.nameEnglish,
      shortName: unit.shortName,
      code: unit.code,
      since: UNITS_SINCE,
    });
  }
  for (const { id, kind, name, nameEnglish, shortName } of [...allAgencies, hueCityOffice]) {
    const parentUnitId = id === hueCityOffice.id ? 'u-hue' : PROVINCE_ID;
    const input = { unitId: id, parentUnitId, kind, name, nameEnglish, shortName, since: UNITS_SINCE };
    yield step(at(), administrator, 'EstablishUnit', input);
  }
  for (const group of sampleGroups) {
    yield step(at(), administrator, 'DefineUnitGroup', { ...group, since: UNITS_SINCE });
  }
  yield* accountSteps(people.slice(1), at);
}

function* accountSteps(persons: typeof people, at: () => string): Generator<SampleStep> {
  for (const person of persons) {
    const { accountId, fullName, email, phone } = person;
    yield step(at(), administrator, 'OpenAccount', { accountId, fullName, email, phone, illustrative: true });
    const { officeId, unitId, title, titleEnglish, role } = person;
    const office = { accountId, officeId, unitId, title, titleEnglish, role, since: OFFICES_SINCE };
    yield step(at(), administrator, 'GrantOffice', office);
  }
}

/** One minute after the other. */
function* clock(start: string): Generator<string, never> {
  for (let time = Date.parse(`${start}:00Z`); ; time += 60_000)
    yield new Date(time).toISOString().slice(0, 16);
}
