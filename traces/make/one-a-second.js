/**
 * One request a second, five hundred of them, ten users in turn: so regular that what a plan says of it can be
 * worked out by hand (see the README).
 */
export function oneASecond() {
  const start = Date.UTC(2026, 2, 2);
  const rows = Array.from({ length: 500 }, (_, second) => {
    const time = new Date(start + second * 1000).toISOString().replace('.000Z', 'Z');
    return `${time},user-${(second % 10) + 1},org_read`;
  });
  return ['timestamp,user,category', ...rows, ''].join('\n');
}
