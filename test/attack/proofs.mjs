import { BREAKS } from './breaks.mjs';
import { campaign } from './campaign.mjs';

/**
 * Switches off controls, one after the other. A control counts as noticed if the responsible attack complains without it, and does
 * not complain on the unchanged server. @returns whether all were noticed
 */
export async function breaksAreNoticed({ ways = Object.keys(BREAKS), at, form }) {
  const wanted = [...new Set(ways.map((way) => BREAKS[way].noticedBy))];
  const whole = await campaign({ at, form, wants: (name) => wanted.includes(name) });
  const lines = [];
  let noticed = 0;
  for (const way of ways) {
    const { noticedBy, beginning } = BREAKS[way];
    const found = await campaign({ at, form, wants: (name) => name === noticedBy, ways: [way] });
    const without = complaintOf(whole, noticedBy, beginning);
    const broken = complaintOf(found, noticedBy, beginning);
    const isNoticed = broken !== undefined && without === undefined;
    if (isNoticed) noticed += 1;
    const remark = without === undefined ? '' : ' (complains on the server as it is, too)';
    lines.push(
      `| ${way} | ${noticedBy} | ${broken ?? 'nothing'}${remark} | ${isNoticed ? 'noticed' : '**NOT NOTICED**'} |`,
    );
  }
  console.log(`\n| switched off | attack | what it complained of | |\n| --- | --- | --- | --- |\n${lines.join('\n')}`);
  return noticed === ways.length;
}

function complaintOf({ attacks, overloads }, name, beginning) {
  return [...attacks, ...overloads]
    .find((row) => row.name === name)
    ?.complaints.find((complaint) => complaint.startsWith(beginning));
}
