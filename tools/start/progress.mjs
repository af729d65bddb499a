import { say } from './words.mjs';

const stepPercent = 10;

/** Shows how far the sample world is: one line that is written over on a terminal, a line for each tenth elsewhere. */
export function sampleProgress(out = process.stdout) {
  let shown = -1;
  return ({ done, of }) => {
    const percent = of > 0 ? Math.floor((done / of) * 100) : 0;
    const text = say(
      `Đang nạp dữ liệu minh họa năm 2023: ${percent} % (${done}/${of})`,
      `Playing the sample world of 2023: ${percent} % (${done}/${of})`,
    );
    if (out.isTTY) out.write(`\r${text}${done >= of ? '\n' : ''}`);
    else if (done >= of || percent >= shown + stepPercent) {
      if (percent !== shown) out.write(`${text}\n`);
      shown = percent;
    }
  };
}
