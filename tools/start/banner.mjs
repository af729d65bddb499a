import { language, say } from './words.mjs';

/** What a person needs to begin, in one view. */
export function banner({ address, apiUrl, storeUrl, dataDir, demo, firstAdministrator, isDev, took }) {
  const rows = [
    [say('Địa chỉ', 'Address'), address],
    ['GraphQL', `${apiUrl}/graphql`],
    [say('Kho sự kiện', 'Event store'), storeUrl],
    [say('Dữ liệu', 'Data'), dataDir],
    ...(demo ? [[say('Ngày làm việc', 'Business day'), demo.today]] : []),
  ];
  return [
    '',
    say(`Song Hành đã sẵn sàng sau ${took} giây.`, `Song Hành is ready after ${took} s.`),
    '',
    ...aligned(rows),
    ...(demo ? demoLines(demo) : []),
    ...(firstAdministrator ? administratorLines(firstAdministrator) : []),
    '',
    isDev
      ? say('Mã nguồn được theo dõi; Ctrl-C để dừng.', 'The sources are watched; Ctrl-C stops everything.')
      : say('Ctrl-C để dừng.', 'Ctrl-C stops everything.'),
    '',
  ].join('\n');
}

function demoLines({ signIns }) {
  const titleOf = (person) => (language === 'vi' ? person.title : (person.titleEnglish ?? person.title));
  return [
    '',
    say('Tài khoản minh họa (người và đơn vị do chúng tôi đặt ra):', 'Demo sign-ins (invented people):'),
    ...aligned(signIns.map((person) => [person.email, person.password, titleOf(person)])),
  ];
}

function administratorLines({ email, password }) {
  return [
    '',
    say(
      'Quản trị viên đầu tiên; mật khẩu chỉ hiện một lần này:',
      'First administrator; the password is shown this once:',
    ),
    ...aligned([[email, password]]),
  ];
}

function aligned(rows) {
  const widths = rows.reduce((most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, cell.length)), []);
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}
