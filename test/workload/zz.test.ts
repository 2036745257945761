import { test } from 'vitest';
import { readFileSync } from 'node:fs';
import { parseYaml } from '../../src/model/parse-yaml.js';
import { parseWorkload } from '../../src/workload/parse-workload.js';
test('x', () => {
  const f='/tmp/ex.workload.yaml'; const { document, lineOf } = parseYaml(readFileSync(f,'utf8'), f);
  console.log(JSON.stringify(parseWorkload(document,{file:f,lineOf}),(k,v)=>k==='week'?'…':v,1).slice(0,3000));
});
