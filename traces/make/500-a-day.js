/**
 * Five hundred requests a day for three days, ten users in turn: so regular that what a plan says of it can be
 * worked out by hand (see the README).
 */
export function fiveHundredADay() {
  const start = Date.UTC(2026, 2, 2);
  const apart = 86_400_000 / 500;
  const rows = Array.from({ length: 1500 }, (_, place) => {
    const time = new Date(start + place * apart).toISOString();
    return `${time},user-${(place % 10) + 1},org_read`;
  });
  return ['timestamp,user,category', ...rows, ''].join('\n');
}
