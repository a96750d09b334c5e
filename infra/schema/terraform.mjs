// node terraform.mjs FOLDER: parses and checks a Terraform module; the result goes to standard output.
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {merged} from './hcl.mjs';
import {objections} from './module.mjs';

const folder = process.argv[2];
const files = readdirSync(folder).filter(name => name.endsWith('.tf')).sort();
const {module, problems} = await merged(files.map(name => [name, readFileSync(join(folder, name), 'utf8')]));
const errors = [...problems, ...objections(module)];
errors.forEach(error => console.error(`${folder}: ${error}`));
const blocks = ['resource', 'data'].flatMap(kind => Object.values(module[kind] ?? {})).flatMap(Object.keys).length;
console.log(`RESULT terraform files=${files.length} blocks=${blocks} variables=${Object.keys(module.variable ?? {}).length} errors=${errors.length}`);
process.exit(errors.length > 0 ? 1 : 0);
