import { describe, expect, test } from '@jest/globals';
import { parseDate, parseEpoch } from '../../../src/extraction/dates.ts';

describe('dates as documents write them', () => {
  test.each<[written: string, read: string | null]>([
    ['2023-07-18', '2023-07-18'],
    ['2023/7/8', '2023-07-08'],
    ['20230718', '2023-07-18'],
    ['2023-07-18T09:30:00Z', '2023-07-18T09:30:00Z'],
    ['2023-07-18T09:30:15.123+02:00', '2023-07-18T09:30:15+02:00'],
    ['2023-07-18T09:30:00+0200', '2023-07-18T09:30:00+02:00'],
    ['2023-07-18 09:30', '2023-07-18'],
    ['18 July 2023', '2023-07-18'],
    ['18th of July, 2023', '2023-07-18'],
    ['July 18, 2023', '2023-07-18'],
    ['Jul. 18 2023, 9:05 PM EST', '2023-07-18T21:05:00-05:00'],
    ['Tuesday, July 18, 2023', '2023-07-18'],
    ['Tue, 18 Jul 2023 09:30:00 GMT', '2023-07-18T09:30:00Z'],
    ['Tue, 18 Jul 2023 09:30:00 -0700', '2023-07-18T09:30:00-07:00'],
    ['18. Juli 2023', '2023-07-18'],
    ['Dienstag, 18. Juli 2023, 9.30 Uhr', '2023-07-18'],
    ['5. März 2021', '2021-03-05'],
    ['18.07.2023', '2023-07-18'],
    ['18. 7. 2023 um 09:30 Uhr (MESZ)', '2023-07-18T09:30:00+02:00'],
    ['07/18/2023', '2023-07-18'],
    ['18/07/2023', '2023-07-18'],
    ['07/08/2023', null],
    ['8/8/2023', '2023-08-08'],
    ['2023-02-29', null],
    ['2024-02-29', '2024-02-29'],
    ['31. Juni 2023', null],
    ['18 Smarch 2023', null],
    ['2023', null],
    ['July 2023', null],
    ['in the year 2023 nothing happened', null],
    ['', null],
    ['1'.repeat(5000), null],
  ])('%s', (written, read) => {
    expect(parseDate(written)).toBe(read);
  });

  test('seconds and milliseconds since 1970', () => {
    expect(parseEpoch(1689672600)).toBe('2023-07-18T09:30:00.000Z');
    expect(parseEpoch(1689672600000)).toBe('2023-07-18T09:30:00.000Z');
    expect(parseEpoch(Number.NaN)).toBeNull();
  });
});
